import type { ReactNode } from "react";
import { IssueKey } from "#components/issues/issue-key";
import { Link } from "#components/ui/link";

interface Crumb {
  href: string;
  words: ReactNode;
}

/** The way to what a page is about, and its key; on phones the first step and the key. */
export function Breadcrumb({ crumbs, here }: { crumbs: readonly Crumb[]; here: string }) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5">
      {crumbs.map(({ href, words }, place) => (
        <span key={href} className={`flex min-w-0 items-center gap-1.5 ${place > 0 ? "max-md:hidden" : ""}`}>
          <Link href={href} dir="auto" className="truncate rounded-chip text-muted hover:text-ink">
            {words}
          </Link>
          <span aria-hidden="true" className="text-faint">
            /
          </span>
        </span>
      ))}
      <IssueKey className="whitespace-nowrap text-ink">{here}</IssueKey>
    </nav>
  );
}

/** The step to the page of a project. */
export function projectCrumb(key: string, projects: readonly { key: string; name: string }[]): Crumb {
  return { href: `/projects/${key}`, words: projects.find((project) => project.key === key)?.name ?? key };
}
