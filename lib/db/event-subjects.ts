export interface EventRow {
  at: Date;
  operation: string;
  door: string;
  userId: string | null;
  keyId: string | null;
  actor: object;
  session: string | null;
  requestId: string;
  changes: {
    kind: string;
    id: string;
    key: string;
    projectId: string | null;
    fields: object;
    about?: { kind: string; id: string }[];
  }[];
}

/** The row on whose page an event shows first, and the ids of the others. */
export function eventSubjects(event: EventRow): { first: { id: string; projectId: string | null }; further: string[] } {
  const main = event.changes[0];
  if (!main) throw new Error(`${event.operation} has an event without a change`);
  const first = { id: main.about?.[0]?.id ?? main.id, projectId: main.projectId };
  const all = event.changes.flatMap(({ id, about }) => (about?.length ? about.map((subject) => subject.id) : [id]));
  return { first, further: [...new Set(all)].filter((id) => id !== first.id) };
}
