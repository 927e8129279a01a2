import { Settings2 } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { IssueListView } from "#components/issues/issue-list-view";
import { ProjectHeader } from "#components/projects/project-header";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { buttonClasses } from "#components/ui/button";
import { isolated } from "#components/ui/isolated";
import { Link } from "#components/ui/link";
import { readIssueList } from "../../read-issue-list.ts";
import { readMe } from "../../read-me.ts";
import { readProject } from "./read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).key.toUpperCase() };
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const { key } = await params;
  const project = await readProject(key);
  if (project.key !== key) redirect(`/projects/${project.key}`);
  const [list, { scope }] = await Promise.all([readIssueList(searchParams, { project: project.key }), readMe()]);
  return (
    <>
      <ProjectHeader
        project={project}
        actions={
          <>
            <span className="whitespace-nowrap text-muted text-row tabular-nums max-lg:hidden">
              {project.open} open · {project.percent}% done
              {project.overdue > 0 ? <span className="text-danger"> · {project.overdue} overdue</span> : null}
            </span>
            {scope === "read" ? null : (
              <Link
                href={`/projects/${project.key}/settings`}
                className={buttonClasses({ look: "quiet", size: "icon" })}
                aria-label="Project settings"
                title="Project settings"
              >
                <Settings2 className="size-4" aria-hidden="true" />
              </Link>
            )}
            <CreateIssueButton draft={{ project: project.key }} />
          </>
        }
      />
      <IssueListView
        {...list}
        empty={{
          title: "Nothing here yet",
          text: `This is where the issues of ${isolated(project.name)} stand, grouped by how far they are.${scope === "read" ? "" : " Press C to file the first one."}`,
        }}
      />
    </>
  );
}
