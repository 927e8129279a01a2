import { inQuotes } from "#lib/core/one-line";
import { DATA_MARK, minute, quoted } from "#lib/domain/people/quoted";
import type { Project, ProjectItem } from "#lib/domain/projects/schema";

/** `TURBO  active  high  12 open, 30 done  Name` */
export function projectLine(project: Omit<ProjectItem, "updatedAt">): string {
  const counts = project.open === undefined ? [] : [`${project.open} open, ${project.done ?? 0} done`];
  const head = [project.key, project.status, project.priority, ...counts].join("  ");
  return `${head}  ${inQuotes(project.name, Math.max(24, 76 - Buffer.byteLength(head)))}`;
}

/** One project with what belongs to it, without its description. */
export function projectCard(project: Project): string {
  const facts = [
    project.lead && `lead @${project.lead.handle}`,
    project.members.length > 0 && `members ${project.members.map(({ handle }) => `@${handle}`).join(", ")}`,
    project.labels.length > 0 && `labels ${project.labels.map((label) => inQuotes(label)).join(", ")}`,
    project.repositoryUrl && `repository ${project.repositoryUrl}`,
    project.localPath && `path ${inQuotes(project.localPath)}`,
    project.lastActivityAt && `last activity ${minute(project.lastActivityAt)}`,
  ].filter(Boolean);
  return [
    `${project.key}  ${inQuotes(project.name)}`,
    `  ${project.status}  priority ${project.priority}  version ${project.version}${project.shelf === "live" ? "" : `  ${project.shelf}`}`,
    `  ${project.open} open, ${project.done} done (${project.percent} %), ${project.overdue} overdue`,
    ...(facts.length > 0 ? [`  ${facts.join("; ")}`] : []),
  ].join("\n");
}

/** All of a project. */
export function projectFull(project: Project): string {
  const { description, updatedAt } = project;
  if (!description) return `${projectCard(project)}\n${DATA_MARK}`;
  return `${projectCard(project)}\n${DATA_MARK}\n${quoted(description, { what: "Description", at: updatedAt })}`;
}
