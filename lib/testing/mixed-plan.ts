import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { DECISION_KINDS, DECISION_STATUSES } from "#lib/domain/decisions/fields";
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from "#lib/domain/documents/fields";
import { columnsOf, freshValues } from "#lib/domain/field-table";
import { HEALTHS, INITIATIVE_FIELDS, INITIATIVE_STATUSES } from "#lib/domain/initiatives/fields";
import { ISSUE_FIELDS, ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/fields";
import { MILESTONE_FIELDS, MILESTONE_STATUSES } from "#lib/domain/milestones/fields";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { seededRandom } from "./many-issues.ts";

/**
 * Rows of every noun, the same for each engine: titles that engines might sort differently, equal values, nulls, every
 * shelf. People stand by their handles.
 */
const random = seededRandom(7);
export const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => random() < share);
const times = <T>(many: number, make: (n: number) => T): T[] => Array.from({ length: many }, (_, n) => make(n));

const TITLES = [
  "apple",
  "Apple",
  "APPLE",
  "Äpfel",
  "äpfel",
  "zebra",
  "Zebra",
  "éclair",
  "Eclair",
  "ﬁre",
  "fire",
  "İstanbul",
  "ıstanbul",
  "straße",
  "STRASSE",
  "🚀 launch",
  "👩‍👩‍👧",
  "𐌰 gothic",
  "\uFFFDend",
  "مرحبا",
  "שלום",
  "検索",
  "한국어",
  "_under",
  "-dash",
  "a b",
  "a-b",
  "a_b",
  "ab",
  "1",
  "10",
  "2",
  "~tilde",
  "%percent",
  "back\\slash",
  "[x]",
  "'quote",
  "x".repeat(200),
  `${"x".repeat(199)}y`,
  // Folded, it is cut in the middle of the sign.
  `ﬁ${"z".repeat(197)}🚀`.slice(0, 200),
  "same",
  "same",
];
export const titleOf = (n: number) => TITLES[n % TITLES.length] ?? "";

const start = Date.UTC(2026, 0, 1);
/** Few instants, so that many rows share one. */
const instant = () => new Date(start + Math.floor(random() * 12) * 1000 + Math.floor(random() * 2));
const bothTimes = () => ({ createdAt: instant(), updatedAt: instant() });
const stamp = { createdAt: new Date(start), updatedAt: new Date(start) };
const onShelf = (shelf: "live" | "archived" | "binned") => ({
  shelf,
  binnedAt: shelf === "binned" ? instant() : null,
});
const shelved = (n: number) => onShelf(n === 0 ? "live" : among(["live", "live", "live", "archived", "binned"]));
const liveOrBinned = (n: number) => onShelf(n === 0 ? "live" : among(["live", "live", "live", "binned"]));
const handle = () => among(["ada", "ben", null]);
const VIAS = [undefined, { key: "laptop", kind: "agent", client: "test", session: "s-1" }];

export const PROJECTS = TITLES.slice(0, 24).map((name, n) => ({
  id: newId(),
  ...bothTimes(),
  key: `Q${String.fromCharCode(65 + n)}`,
  name,
  nameFold: fold(name),
  status: among(["active", "on_hold", "completed"] as const),
  ...(n === 2 ? onShelf("binned") : onShelf("live")),
}));
/** Two that lists show most of, and one that lies in the bin. */
export const [P0, P1, P2] = PROJECTS.map((project) => project.id) as [string, string, string];

export const LABELS = ["one", "two", "three", ...new Set(TITLES.filter((title) => title.length < 80).map(fold))].map(
  (nameFold, n) => ({
    id: newId(),
    ...stamp,
    name: TITLES.find((title) => fold(title) === nameFold) ?? nameFold,
    nameFold,
    ...(n < 3 ? onShelf("live") : liveOrBinned(n)),
  }),
);
const [ONE, TWO, THREE] = LABELS;
const FILTERED = [ONE, TWO, THREE].flatMap((label) => label ?? []);

export const INITIATIVES = times(50, (n) => {
  const targetDate = among([null, null, "2026-02-28", "2026-03-01", "2031-12-31", "1999-12-31"]);
  return {
    id: newId(),
    ...bothTimes(),
    number: n + 1,
    owner: handle(),
    projects: n === 0 ? [P0] : some([P0, P1, P2], 0.4),
    ...shelved(n),
    ...columnsOf(INITIATIVE_FIELDS, {
      title: titleOf(n),
      description: "",
      owner: null,
      projects: [],
      health: among([...HEALTHS, null]),
      status: among(INITIATIVE_STATUSES),
      startDate: among([null, "1999-01-01", ...(targetDate === "1999-12-31" ? [] : ["2025-06-01"])]),
      targetDate,
    }),
  };
});

export const UPDATES = times(60, (n) => ({
  id: newId(),
  ...bothTimes(),
  initiativeId: INITIATIVES[n % 3 === 2 ? 1 : 0]?.id ?? "",
  author: handle(),
  via: among(VIAS),
  health: among(HEALTHS),
  body: titleOf(n),
  ...liveOrBinned(n),
}));

export const MILESTONES = times(60, (n) => {
  const dueDate = among([null, null, "2026-02-28", "2026-03-01", "2031-12-31", "1999-12-31"]);
  return {
    id: newId(),
    ...bothTimes(),
    projectId: n === 0 ? P0 : among([P0, P0, P1, P2]),
    number: n + 1,
    ...shelved(n),
    ...columnsOf(
      MILESTONE_FIELDS,
      freshValues(MILESTONE_FIELDS, {
        title: titleOf(n),
        description: "",
        status: among(MILESTONE_STATUSES),
        startDate: among([null, "1999-01-01", ...(dueDate === "1999-12-31" ? [] : ["2025-06-01"])]),
        dueDate,
      }),
    ),
  };
});

const parentId = newId();
export const ISSUES = times(70, (n) => {
  const projectId = n === 0 ? P0 : among([P0, P0, P1, P2]);
  return {
    id: n === 0 ? parentId : newId(),
    ...bothTimes(),
    projectId,
    number: n + 1,
    ...columnsOf(ISSUE_FIELDS, {
      ...freshValues(ISSUE_FIELDS, { title: titleOf(n) }),
      status: among(ISSUE_STATUSES),
      priority: among(PRIORITIES),
      dueDate: among([null, null, "2026-02-28", "2026-03-01", "1999-12-31"]),
    }),
    type: among(ISSUE_TYPES),
    assignee: handle(),
    rank: among(["a0", "a1", "a1V", "aB", "ab", "Zz", "b00"]),
    parentId: n > 0 && random() < 0.3 ? parentId : null,
    initiativeId: random() < 0.3 ? (INITIATIVES[0]?.id ?? null) : null,
    milestoneId: projectId === P0 && random() < 0.5 ? (MILESTONES[0]?.id ?? null) : null,
    labels: some(FILTERED, 0.3),
    ...shelved(n),
  };
});

const topDocument = newId();
export const DOCUMENTS = times(80, (n) => {
  const projectId = n === 0 ? P0 : among([P0, P0, P1, P2]);
  return {
    id: n === 0 ? topDocument : newId(),
    ...bothTimes(),
    projectId,
    number: n + 1,
    title: titleOf(n),
    titleFold: fold(titleOf(n)),
    kind: among(DOCUMENT_KINDS.slice(0, 4)),
    status: among(DOCUMENT_STATUSES),
    parentId: n > 0 && projectId === P0 && random() < 0.5 ? topDocument : null,
    rank: among(["a0", "a1", "a1V", "aB", "ab", "Zz", "b00"]),
    author: handle(),
    body: n % 2 === 0 ? titleOf(n + 1) : "",
    labels: some(FILTERED, 0.3),
    ...shelved(n),
  };
});

export const REVISIONS = times(25, (n) => ({
  id: newId(),
  createdAt: instant(),
  documentId: topDocument,
  number: n + 1,
  author: handle(),
  via: among(VIAS),
  note: titleOf(n + 3),
  title: titleOf(n),
  hash: `hash ${n}`,
  length: n,
}));

const earlier: string[] = [];
export const DECISIONS = times(80, (n) => {
  const id = newId();
  const status = n < 2 ? "accepted" : among(DECISION_STATUSES);
  const supersededById = status === "superseded" ? (earlier[n % 2] ?? null) : null;
  earlier.push(id);
  return {
    id,
    ...bothTimes(),
    projectId: n === 0 ? P0 : n === 1 ? null : among([P0, P0, P1, P2, null, null]),
    number: n + 1,
    title: titleOf(n),
    titleFold: fold(titleOf(n)),
    context: titleOf(n + 1),
    options: [],
    kind: among(DECISION_KINDS),
    impactAreas: some(["security", "cost", "größe", "🚀 speed", "co"], 0.3),
    status,
    statusOrder: DECISION_STATUSES.indexOf(status),
    decider: handle(),
    decidedAt: among([null, instant()]),
    supersededById,
    ...(n < 2 ? onShelf("live") : shelved(n)),
  };
});

export const TARGETS = DECISIONS.flatMap(({ id, status }) => {
  const stale = (share: number) => status === "superseded" && random() < share;
  const row = (kind: "issue" | "document" | "label" | "path", target: string, isStale: boolean) => ({
    id: `${id}/${target}`,
    createdAt: stamp.createdAt,
    decisionId: id,
    kind,
    target,
    prefix: kind === "path" ? "src" : "",
    stale: isStale,
  });
  return [
    ...some(ISSUES, 0.05).map((issue) => row("issue", issue.id, stale(0.6))),
    ...some(DOCUMENTS, 0.05).map((document) => row("document", document.id, stale(0.6))),
    ...some(FILTERED, 0.3).map((label) => row("label", label.id, false)),
    ...some(["src/**"], 0.3).map((path) => row("path", path, false)),
  ];
});

/** One of each noun with a key, under the key by which tests name it. */
export const SUBJECTS = {
  "QA-1": { kind: "issue", id: parentId, projectId: P0 },
  "I-1": { kind: "initiative", id: INITIATIVES[0]?.id ?? "", projectId: null },
  "QA-MS1": { kind: "milestone", id: MILESTONES[0]?.id ?? "", projectId: P0 },
  "QA-DEC1": { kind: "decision", id: DECISIONS[0]?.id ?? "", projectId: P0 },
  "DEC-2": { kind: "decision", id: DECISIONS[1]?.id ?? "", projectId: null },
  "QA-DOC1": { kind: "document", id: topDocument, projectId: P0 },
  QA: { kind: "project", id: P0, projectId: P0 },
} as const;

export const COMMENTS = Object.values(SUBJECTS).flatMap(({ kind, id, projectId }) =>
  times(14, (n) => ({
    id: newId(),
    ...bothTimes(),
    subjectKind: kind,
    subjectId: id,
    projectId,
    author: handle(),
    via: among(VIAS),
    body: titleOf(Math.floor(random() * TITLES.length)),
    ...liveOrBinned(n),
  })),
);

/** What files lie on beside SUBJECTS. */
export const COMMENT_WITH_FILES = COMMENTS[0]?.id ?? "";

export const ATTACHMENTS = [
  ...Object.values(SUBJECTS),
  { kind: "comment" as const, id: COMMENT_WITH_FILES, projectId: P0 },
].flatMap(({ kind, id, projectId }) =>
  times(12, (n) => ({
    id: newId(),
    createdAt: instant(),
    subjectKind: kind,
    subjectId: id,
    projectId,
    author: handle(),
    via: among(VIAS),
    name: `${titleOf(Math.floor(random() * TITLES.length)).slice(0, 80)}.png`,
    mediaType: among(["image/png", "text/plain"]),
    size: n,
    hash: `hash ${n}`,
    ...liveOrBinned(n),
  })),
);

/** Everything that has texts, which name each of SUBJECTS now and then. */
const WRITINGS = [
  ...ISSUES.map(({ id }) => ({ fromKind: "issue" as const, fromId: id })),
  ...DOCUMENTS.map(({ id }) => ({ fromKind: "document" as const, fromId: id })),
  ...DECISIONS.map(({ id }) => ({ fromKind: "decision" as const, fromId: id })),
  ...MILESTONES.map(({ id }) => ({ fromKind: "milestone" as const, fromId: id })),
  ...INITIATIVES.map(({ id }) => ({ fromKind: "initiative" as const, fromId: id })),
  ...COMMENTS.map(({ id }) => ({ fromKind: "comment" as const, fromId: id })),
  ...UPDATES.map(({ id }) => ({ fromKind: "status_update" as const, fromId: id })),
];
const NAMED = [...Object.values(SUBJECTS), ...[...ISSUES, ...DECISIONS].map(({ id }) => ({ id, kind: null }))];
export const REFERENCES = [
  ...Object.values(SUBJECTS).flatMap(({ kind, id }) =>
    some(WRITINGS, 0.12).map((from) => ({ ...from, toKind: kind, toId: id })),
  ),
  // The first issue itself names much.
  ...some(
    NAMED.filter(({ kind }) => kind === null),
    0.4,
  ).map(({ id }) => ({
    fromKind: "issue" as const,
    fromId: parentId,
    toKind: ISSUES.some((issue) => issue.id === id) ? ("issue" as const) : ("decision" as const),
    toId: id,
  })),
].filter(
  ({ fromId, toId }, place, all) =>
    fromId !== toId && all.findIndex((other) => other.fromId === fromId && other.toId === toId) === place,
);

export const LONG_AGO = new Date(start);
export const FAR_AHEAD = new Date(Date.UTC(2999, 0, 1));
/** What lies in the owner's inbox. */
export const INBOX = [
  ...ISSUES.map(({ id, projectId }) => ({ subjectKind: "issue" as const, subjectId: id, sourceId: id, projectId })),
  ...DECISIONS.map(({ id, projectId }) => ({
    subjectKind: "decision" as const,
    subjectId: id,
    sourceId: id,
    projectId,
  })),
  ...COMMENTS.map(({ id, projectId }) => ({ subjectKind: "comment" as const, subjectId: id, sourceId: id, projectId })),
].map((about) => ({
  ...about,
  id: newId(),
  createdAt: instant(),
  kind: about.subjectKind === "decision" ? ("decision" as const) : among(["mention", "assignment"] as const),
  excerpt: titleOf(Math.floor(random() * TITLES.length)),
  readAt: among([null, null, LONG_AGO]),
  done: random() < 0.25,
  snoozedUntil: among([null, null, LONG_AGO, FAR_AHEAD]),
}));
