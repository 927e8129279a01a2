import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { criterionRows } from "#lib/domain/criteria/save-criteria";
import type { Standing } from "#lib/domain/criteria/schema";
import { columnsOf, freshValues, NOWHERE } from "#lib/domain/field-table";
import { withIds } from "#lib/domain/issues/columns";
import { ISSUE_KEPT } from "#lib/domain/issues/fields";
import { rankOfNumber } from "#lib/domain/issues/rank";
import type { Via } from "#lib/domain/people/schema";
import { sourceOf, type Target } from "./queries.ts";
import { rankOfPlace } from "./rank-of-place.ts";
import type { ImportedIssue } from "./schema.ts";
import { timesOf } from "./times-of.ts";

/** What the rows of one batch share. */
export interface Surroundings {
  project: Target;
  source: string;
  now: Date;
  /** Ids by handle. */
  people: ReadonlyMap<string, string>;
  /** Ids by folded name. */
  labels: ReadonlyMap<string, string>;
  /** How criteria stand that are met. */
  met: Standing;
}

export type IssueRows = ReturnType<typeof issueRows>;

/** Everything that one imported issue becomes in the database. */
export function issueRows(
  item: ImportedIssue,
  number: number,
  { project, source, now, people, labels, met }: Surroundings,
) {
  const id = newId();
  const key = `${project.key}-${number}`;
  const times = timesOf(item, now);
  const criteria = withIds(item.criteria, met);
  const assignee = item.assignees.find((handle) => people.has(handle)) ?? null;
  const labelNames = item.labels.filter((name) => labels.has(fold(name)));
  const labelIds = new Set(labelNames.flatMap((name) => labels.get(fold(name)) ?? []));
  const comments = item.comments.map((comment) =>
    commentRow(comment, { id, projectId: project.id, source, people, now: times.updatedAt }),
  );
  const values = freshValues(ISSUE_KEPT, {
    ...item,
    criteria,
    labels: labelNames,
    assignee: assignee === null ? NOWHERE : { id: people.get(assignee) ?? null, name: assignee },
    parent: NOWHERE,
    milestone: NOWHERE,
    rank: item.place === null ? rankOfNumber(number) : rankOfPlace(item.place, number),
    startedAt: null,
    queuedAt: item.status === "ready" ? times.updatedAt : null,
    completedAt: item.status === "done" ? (instant(item.completedAt) ?? times.updatedAt) : null,
  });
  const issue = {
    id,
    ...times,
    projectId: project.id,
    number,
    creatorId: item.creator === null ? null : (people.get(item.creator) ?? null),
    source: sourceOf(source, item.id),
    ...columnsOf(ISSUE_KEPT, values),
  };
  return {
    key,
    item,
    issue,
    values,
    comments,
    criteria: criterionRows(id, criteria),
    labels: [...labelIds].map((labelId) => ({ issueId: id, labelId })),
    alias: item.id === key ? null : { id: newId(), createdAt: now, key: item.id, issueId: id, projectId: project.id },
  };
}

function commentRow(
  { body, author, createdAt }: ImportedIssue["comments"][number],
  {
    id,
    projectId,
    source,
    people,
    now,
  }: { id: string; projectId: string; source: string; people: ReadonlyMap<string, string>; now: Date },
) {
  const authorId = author === null ? null : (people.get(author) ?? null);
  const via: Via = { key: null, kind: "script", client: source, session: null };
  const at = instant(createdAt) ?? now;
  return {
    id: newId(),
    createdAt: at,
    updatedAt: at,
    subjectKind: "issue" as const,
    subjectId: id,
    projectId,
    authorId,
    via,
    body: author !== null && authorId === null ? `**@${author}:**\n\n${body}` : body,
    source,
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
