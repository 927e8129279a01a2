"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { IssueLinkChip } from "#components/issues/issue-link-chip";
import type { SimilarIssues } from "#lib/domain/issues/schema";

type Found = z.output<typeof SimilarIssues>["items"];

/** Open issues of the project that a title being typed may repeat. */
export function CreateSimilar({ title, project }: { title: string; project: string }) {
  const [found, setFound] = useState<Found>([]);
  const words = title.trim();
  useEffect(() => {
    if (words.length < 8) return setFound([]);
    let stale = false;
    const timer = setTimeout(async () => {
      const query = { title: words, project };
      const results = await get<z.output<typeof SimilarIssues>>("/issues/similar", query).catch(() => null);
      if (!stale && results) setFound(results.items);
    }, 300);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [words, project]);
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
