import { stringify } from "yaml";
import type { PortableRow, Snapshot } from "#lib/db/portable/portable";
import { decisionBody } from "#lib/domain/decisions/decision-markdown";
import type { DecisionTexts } from "#lib/domain/decisions/read-markdown";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import { placeOfContent } from "./manifest.ts";

export interface Page {
  /** `APP/issues/APP-1.md` */
  name: string;
  body: AsyncIterable<string>;
}

/** Projects with their issues, documents and decisions as Markdown, without what lies in the bin. */
export async function* readablePages(snapshot: Snapshot): AsyncIterable<Page> {
  const people = await namesOf(snapshot);
  yield* decisionsOf(snapshot, people, null);
  for await (const project of snapshot.rows("Project")) {
    if (isBinned(project)) continue;
    const key = String(project.key);
    yield { name: `${key}/README.md`, body: only(projectPage(project, people)) };
    yield* issuesOf(snapshot, people, project);
    yield* documentsOf(snapshot, people, project);
    yield* decisionsOf(snapshot, people, project);
  }
}

type People = ReadonlyMap<unknown, string>;

async function namesOf(snapshot: Snapshot): Promise<People> {
  const names = new Map<unknown, string>();
  for await (const { id, name, handle } of snapshot.rows("User")) names.set(id, `${name} (@${handle})`);
  return names;
}

const isBinned = ({ shelf }: PortableRow) => shelf === "binned";
const text = (value: unknown) => (value === undefined ? "" : String(value));
const of = (column: string, id: unknown, order: string) => ({ column, is: String(id), order });

async function* only(body: string): AsyncIterable<string> {
  yield body;
}

/** Front matter of what has a value, a heading, and the parts that hold something. */
function page(front: Record<string, unknown>, title: string, parts: readonly string[]): string {
  const known = Object.entries(front).filter(([, value]) => value !== undefined && value !== "");
  const head = `---\n${stringify(Object.fromEntries(known), { lineWidth: 0 })}---`;
  return `${[head, `# ${title}`, ...parts].filter((part) => part.trim() !== "").join("\n\n")}\n`;
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${heading}\n\n${lines.join("\n")}`;
}

async function gathered<T>(rows: AsyncIterable<PortableRow>, made: (row: PortableRow) => T): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) if (!isBinned(row)) all.push(made(row));
  return all;
}

function projectPage(project: PortableRow, people: People): string {
  const { key, status, priority, repositoryUrl, createdAt } = project;
  const front = { key, status, priority, lead: people.get(project.leadId), repositoryUrl, createdAt };
  return page(front, text(project.name), [text(project.description)]);
}

async function* issuesOf(snapshot: Snapshot, people: People, project: PortableRow): AsyncIterable<Page> {
  const folder = `${project.key}/issues`;
  for await (const issue of snapshot.rows("Issue", of("projectId", project.id, "number"))) {
    if (isBinned(issue)) continue;
    const key = subjectKey({ kind: "issue", project: text(project.key), number: Number(issue.number) });
    const { status, type, priority, estimate, dueDate, resolution, createdAt, completedAt } = issue;
    const front = {
      ...{ key, status, resolution, type, priority, estimate },
      assignee: people.get(issue.assigneeId),
      ...{ dueDate, createdAt, completedAt },
    };
    const about = [
      text(issue.description),
      section("Acceptance criteria", await criteriaOf(snapshot, issue.id)),
      ...(await furtherOf(snapshot, people, issue.id)),
      section("Work", await workOf(snapshot, people, issue.id)),
    ];
    yield { name: `${folder}/${key}.md`, body: only(page(front, `${key} ${issue.title}`, about)) };
  }
}

function criteriaOf(snapshot: Snapshot, issueId: unknown): Promise<string[]> {
  return gathered(
    snapshot.rows("Criterion", of("issueId", issueId, "position")),
    ({ text: said, state }) =>
      `- [${state === "open" ? " " : "x"}] ${said}${state === "reported" ? " (reported)" : ""}`,
  );
}

function workOf(snapshot: Snapshot, people: People, issueId: unknown): Promise<string[]> {
  return gathered(snapshot.rows("WorkLog", of("issueId", issueId, "startedAt")), (log) => {
    const took = log.minutes === undefined ? "" : `, ${log.minutes} minutes`;
    return `- ${log.startedAt}, ${people.get(log.userId) ?? "somebody"}${took}: ${log.note}`;
  });
}

/** Files and comments on something. */
async function furtherOf(snapshot: Snapshot, people: People, subjectId: unknown): Promise<string[]> {
  const files = await gathered(
    snapshot.rows("Attachment", of("subjectId", subjectId, "createdAt")),
    ({ name, hash }) => `- [${name}](../../../${placeOfContent(text(hash))})`,
  );
  const comments = await gathered(
    snapshot.rows("Comment", of("subjectId", subjectId, "createdAt")),
    ({ authorId, createdAt, body }) => `### ${people.get(authorId) ?? "Somebody"}, ${createdAt}\n\n${body}\n`,
  );
  return [section("Files", files), section("Comments", comments).trimEnd()];
}

async function* documentsOf(snapshot: Snapshot, people: People, project: PortableRow): AsyncIterable<Page> {
  for await (const document of snapshot.rows("Document", of("projectId", project.id, "number"))) {
    if (isBinned(document)) continue;
    const key = subjectKey({ kind: "document", project: text(project.key), number: Number(document.number) });
    const { kind, status, createdAt, updatedAt } = document;
    const front = {
      key,
      title: document.title,
      kind,
      status,
      author: people.get(document.authorId),
      createdAt,
      updatedAt,
    };
    const parts = [text(document.body), ...(await furtherOf(snapshot, people, document.id))];
    yield { name: `${project.key}/documents/${key}.md`, body: only(page(front, text(document.title), parts)) };
  }
}

/** Those of a project, or of the workspace. */
async function* decisionsOf(snapshot: Snapshot, people: People, project: PortableRow | null): AsyncIterable<Page> {
  const chosen = { column: "projectId", is: project === null ? null : text(project.id), order: "number" };
  const folder = project === null ? "decisions" : `${project.key}/decisions`;
  for await (const decision of snapshot.rows("Decision", chosen)) {
    if (isBinned(decision)) continue;
    const ofProject = project === null ? null : text(project.key);
    const key = subjectKey({ kind: "decision", project: ofProject, number: Number(decision.number) });
    const { status, kind, createdAt, decidedAt } = decision;
    const front = { key, status, kind, decidedBy: people.get(decision.decidedById), decidedAt, createdAt };
    const known = Object.fromEntries(Object.entries(front).filter(([, value]) => value !== undefined));
    const body = decisionBody(decision as unknown as DecisionTexts);
    yield { name: `${folder}/${key}.md`, body: only(`---\n${stringify(known, { lineWidth: 0 })}---\n\n${body}`) };
  }
}
