import { type EventRow, eventSubjects } from "./event-subjects.ts";

/** A text that a write took away: by the hash of its content, compressed. */
export interface TextRow {
  hash: string;
  at: Date;
  /** Characters of the text itself. */
  length: number;
  body: Buffer;
}

/** Something for one person's inbox. */
export interface NoticeRow {
  id: string;
  at: Date;
  userId: string;
  kind: string;
  subjectKind: string;
  subjectId: string;
  sourceId: string;
  projectId: string | null;
  actor: object;
  excerpt: string;
}

/** What a write leaves beside its own rows. */
export interface Trail {
  events: readonly EventRow[];
  texts?: readonly TextRow[];
  notices?: readonly NoticeRow[];
}

/** A new event, as the statement that wrote it answers. */
export interface Added {
  number: number | bigint;
}

export function numbersOf(added: readonly Added[]): number[] {
  return added.map(({ number }) => Number(number)).sort((one, other) => one - other);
}

/** An instant as both engines read it and Prisma stores it. */
const instant = (at: Date) => at.toISOString().replace("Z", "+00:00");

/** The parts of a trail as JSON, each a list of lists in the order of its columns; subjects begin with the place of their event. */
export function trailParts({ events, texts = [], notices = [] }: Trail): [string, string, string, string] {
  const subjects = events.map(eventSubjects);
  const eventRows = events.map((event, place) => [
    instant(event.at),
    event.operation,
    event.door,
    event.userId,
    event.keyId,
    event.actor,
    event.session,
    event.requestId,
    subjects[place]?.first.id,
    subjects[place]?.first.projectId,
    event.changes.map(({ about: _, ...change }) => change),
  ]);
  const further = subjects.flatMap((subject, place) => subject.further.map((id) => [place, id]));
  const textRows = texts.map(({ hash, at, length, body }) => [hash, instant(at), length, body.toString("hex")]);
  const noticeRows = notices.map((notice) => [
    notice.id,
    instant(notice.at),
    notice.userId,
    notice.kind,
    notice.subjectKind,
    notice.subjectId,
    notice.sourceId,
    notice.projectId,
    notice.actor,
    notice.excerpt,
  ]);
  const [one, two, three, four] = [eventRows, further, textRows, noticeRows].map((rows) => JSON.stringify(rows));
  return [one ?? "", two ?? "", three ?? "", four ?? ""];
}
