import { briefValue } from "#lib/core/brief-value";
import { newId } from "#lib/core/ids";
import type { EventRow } from "#lib/db/event-subjects";
import type { SearchEntry } from "#lib/db/search";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import { criterionRows } from "#lib/domain/criteria/save-criteria";
import type { Standing } from "#lib/domain/criteria/schema";
import { beginnings, columnsOf, freshValues, NOWHERE } from "#lib/domain/field-table";
import { withIds } from "#lib/domain/issues/columns";
import { ISSUE_FIELDS, ISSUE_KEPT } from "#lib/domain/issues/fields";
import { rankOfNumber } from "#lib/domain/issues/rank";
import { issueSearchEntry } from "#lib/domain/issues/search-entry";
import type { PlannedIssue } from "./plan.ts";

export type Row = Record<string, unknown>;

/** What the planned issues refer to: ids by key, name and handle, and the issues so far by key. */
export interface Known {
  projects: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, { id: string; handle: string; name: string }>;
  issues: Map<string, { id: string; status: string }>;
}

export interface Rows {
  tables: Record<"Issue" | "Criterion" | "IssueLabel" | "IssueLink" | "Comment", Row[]>;
  entries: SearchEntry[];
  events: EventRow[];
}

/** Everything that filing a planned issue and commenting on it writes. */
export function rowsOf(planned: PlannedIssue, known: Known): Rows {
  const { id, number, createdAt, updatedAt, input } = planned;
  const projectId = known.projects.get(input.project) ?? "";
  const key = `${input.project}-${number}`;
  known.issues.set(key, { id, status: input.status });
  const criteria = withIds(
    (input.criteria ?? []).map((one) =>
      typeof one === "string" ? { text: one, done: false } : { done: false, ...one },
    ),
    metBy(known.people.get("ada"), createdAt),
  );
  const parent = input.parent ? known.issues.get(input.parent) : null;
  const labels = [...(input.labels ?? [])].sort();
  const blockers = (input.blockedBy ?? []).map((ref) => ({ key: ref, id: known.issues.get(ref)?.id ?? "" }));
  const assignee = input.assignee == null ? null : known.people.get(input.assignee);
  const values = freshValues(ISSUE_KEPT, {
    ...input,
    criteria,
    labels,
    assignee: assignee ? { id: assignee.id, name: assignee.handle } : NOWHERE,
    parent: parent && input.parent ? { id: parent.id, name: input.parent } : NOWHERE,
    initiative: NOWHERE,
    milestone: NOWHERE,
    rank: rankOfNumber(number),
    startedAt: input.status === "in_progress" ? createdAt : null,
    completedAt: input.status === "done" ? createdAt : null,
    queuedAt: input.status === "ready" ? createdAt : null,
  });
  const { title, description } = values;
  const issue = {
    id,
    createdAt,
    updatedAt,
    version: 1,
    projectId,
    number,
    creatorId: known.people.get("ada")?.id ?? null,
    shelf: "live",
    lapses: 0,
    archivedAt: null,
    binnedAt: null,
    source: null,
    ...columnsOf(ISSUE_KEPT, values),
  };
  const filed = {
    ...beginnings(ISSUE_FIELDS, values),
    blockedBy: [[], blockers.map((other) => other.key)],
  };
  const subject = { kind: "issue", id };
  const about = [subject, ...blockers.map((other) => ({ kind: "issue", id: other.id }))];
  return {
    tables: {
      Issue: [issue],
      Criterion: criterionRows(id, criteria),
      IssueLabel: labels.map((name) => ({ issueId: id, labelId: known.labels.get(name) })),
      IssueLink: blockers.map((other) => ({ id: newId(), createdAt, fromId: other.id, toId: id, kind: "blocks" })),
      Comment: planned.comments.map((comment) => ({
        id: comment.id,
        createdAt: updatedAt,
        updatedAt,
        version: 1,
        subjectKind: "issue",
        subjectId: id,
        projectId,
        authorId: known.people.get(comment.author)?.id ?? null,
        via: null,
        replyToId: null,
        body: comment.body,
        shelf: "live",
        binnedAt: null,
        source: null,
      })),
    },
    entries: [
      issueSearchEntry({ id, projectId, key, title, description, criteria }),
      ...planned.comments.map(({ id: comment, body }) => commentSearchEntry({ id: comment, projectId, body })),
    ],
    events: [
      event("issues.create", createdAt, "ada", known, {
        kind: "issue",
        id,
        key,
        projectId,
        fields: differences(filed),
        about,
      }),
      ...planned.comments.map((comment) =>
        event("comments.create", updatedAt, comment.author, known, {
          kind: "comment",
          id: comment.id,
          key,
          projectId,
          fields: { created: [false, true], body: [null, briefValue(comment.body)] },
          about: [subject],
        }),
      ),
    ],
  };
}

/** How a criterion stands that a person filed as met. */
function metBy(person: { id: string; handle: string; name: string } | undefined, at: Date): Standing {
  const by = person ? { id: person.id, handle: person.handle, name: person.name } : null;
  return { state: "verified", by, via: null, at: at.toISOString() };
}

function differences(fields: Record<string, unknown[]>): object {
  const same = ([before, after]: unknown[]) => JSON.stringify(before) === JSON.stringify(after);
  return Object.fromEntries(Object.entries(fields).filter(([, pair]) => !same(pair)));
}

function event(
  operation: string,
  at: Date,
  handle: string,
  known: Known,
  change: EventRow["changes"][number],
): EventRow {
  const person = known.people.get(handle);
  return {
    at,
    operation,
    door: "web",
    userId: person?.id ?? null,
    keyId: null,
    actor: { handle, name: person?.name, key: null, kind: "person", client: null },
    session: null,
    requestId: newId(),
    changes: [change],
  };
}
