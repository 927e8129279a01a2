import type { Actor } from "#lib/core/actor";
import { type Child, exited, startScript } from "#lib/testing/child";
import type { WritingJob } from "#lib/testing/processes/write-issues";
import type { World } from "#lib/testing/world";

/** A process that is ready to create issues of these titles in a world's database. */
export function startWriter(
  world: World,
  { actor = world.owner, ...job }: Pick<WritingJob, "project" | "titles" | "inFlight"> & { actor?: Actor },
): Promise<Child> {
  return startScript("write-issues.ts", [JSON.stringify({ url: world.url, actor, ...job } satisfies WritingJob)]);
}

/** Titles of the lines that a writer said of one kind. */
export function said(writer: Child, kind: "sent" | "acknowledged" | "refused"): string[] {
  return writer.lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
}

/** Lets writers go at once and waits for their ends; answers what went wrong, which should be nothing. */
export async function letGo(writers: readonly Child[]): Promise<string[]> {
  for (const writer of writers) writer.say("go");
  const ends = await Promise.all(writers.map(exited));
  return [...writers.flatMap((writer) => said(writer, "refused")), ...ends.flatMap(({ errors }) => errors || [])];
}

export interface Written {
  title: string;
  number: number;
  /** Events that created it. */
  events: number;
  /** Its rows in the search index. */
  entries: number;
}

/** What a project's issues left behind, by number. */
export async function written(world: Pick<World, "database">, project: string): Promise<Written[]> {
  const { reader, search } = world.database;
  const { id } = await reader.project.findUniqueOrThrow({ where: { key: project } });
  const issues = await reader.issue.findMany({ where: { projectId: id }, orderBy: { number: "asc" } });
  const events = await reader.event.findMany({ where: { projectId: id, operation: "issues.create" } });
  const hits = await search.find(reader, {
    text: "about",
    kinds: ["issue"],
    projects: [id],
    order: "newest",
    limit: 5000,
    offset: 0,
  });
  const strays = [
    ...events.filter((event) => !issues.some((issue) => issue.id === event.subjectId)),
    ...hits.filter((hit) => !issues.some((issue) => issue.id === hit.subject)),
  ];
  if (strays.length > 0) throw new Error(`${strays.length} events or search entries stand for no issue`);
  return issues.map((issue) => ({
    title: issue.title,
    number: issue.number,
    events: events.filter((event) => event.subjectId === issue.id).length,
    entries: hits.filter((hit) => hit.subject === issue.id).length,
  }));
}
