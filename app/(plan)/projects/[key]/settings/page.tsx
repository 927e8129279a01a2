import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ProjectForm } from "#components/projects/project-form";
import { PageHeader } from "#components/shell/page-header";
import { Link } from "#components/ui/link";
import { readMe } from "../../../read-me.ts";
import { readProject } from "../read-project.ts";

export const metadata: Metadata = { title: "Project settings" };

export default async function ProjectSettingsPage({ params }: { params: Promise<{ key: string }> }) {
  const [project, { scope }] = await Promise.all([readProject((await params).key), readMe()]);
  if (scope === "read") redirect(`/projects/${project.key}`);
  return (
    <>
      <PageHeader>
        <Link href={`/projects/${project.key}`} dir="auto" className="truncate rounded-chip text-muted hover:text-ink">
          {project.name}
        </Link>
        <span aria-hidden="true" className="text-faint">
          /
        </span>
        <h1 className="font-medium">Settings</h1>
      </PageHeader>
      <div className="mx-auto w-full max-w-160 px-gutter py-8">
        <ProjectForm project={project} />
      </div>
    </>
  );
}
