"use client";

import type { z } from "zod";
import { get } from "#components/api";
import { IssueLinkChip } from "#components/issues/issue-link-chip";
import { useAsked } from "#components/ui/use-asked";
import type { SimilarIssues } from "#lib/domain/issues/schema";

/** Open issues of the project that a title being typed may repeat. */
export function CreateSimilar({ title, project }: { title: string; project: string }) {
  const words = title.trim();
  const asked = useAsked(words.length < 8 ? null : `${project} ${words}`, 300, () =>
    get<z.output<typeof SimilarIssues>>("/issues/similar", { title: words, project }),
  );
  const found = asked?.answer.items ?? [];
  if (found.length === 0) return null;
  return (
    <section aria-label="Issues like this one" className="mt-2 rounded-card border bg-sunken p-1.5">
      <h3 className="px-1.5 pb-0.5 text-mini text-muted">Like this one, and open</h3>
      <ul>
        {found.map((issue) => (
          <li key={issue.id} className="flex">
            <IssueLinkChip issue={issue} />
          </li>
        ))}
      </ul>
    </section>
  );
}
