import type { ReadContext } from "./context.ts";
import { type LastChange, TurboError } from "./errors.ts";

interface Trace {
  at: Date;
  door: string;
  actor: unknown;
  changes: unknown;
}

const COLUMNS = { at: true, door: true, actor: true, changes: true } as const;
/** Events looked at, at most. */
const LOOKED_AT = 50;

/** The refusal of a write that came too late, which says who was quicker; any other error as it is. */
export async function withLastChange(ctx: ReadContext, error: unknown, input: object): Promise<unknown> {
  if (!(error instanceof TurboError) || error.code !== "conflict") return error;
  const { current, fields, message, cause } = error;
  const id = (current as { id?: unknown } | undefined)?.id;
  // Other conflicts, like a name that is taken, are nobody's quicker hand.
  if (typeof id !== "string" || !fields.some(({ path }) => path === "version")) return error;
  const changed = await lastChange(ctx, id, input);
  if (!changed) return error;
  const at = changed.at.slice(0, 16).replace("T", " ");
  const told = `${message} The last change was by ${changed.by}, ${DOORS[changed.door] ?? changed.door}, at ${at} UTC.`;
  return new TurboError("conflict", told, { current, fields, cause, changed });
}

const DOORS: Record<string, string> = {
  web: "in the browser",
  rest: "over REST",
  mcp: "over MCP",
  cli: "on the command line",
  job: "by a job of Turbo",
};

/** The newest change of one of the fields that the late writer wanted to change, else the newest of all. */
async function lastChange({ db }: ReadContext, id: string, input: object): Promise<LastChange | null> {
  const newest = { orderBy: { number: "desc" }, take: LOOKED_AT, select: COLUMNS } as const;
  const fieldsIn = ({ changes }: Trace) =>
    (changes as { id: string; fields: object }[]).flatMap((change) => (change.id === id ? [change.fields] : []));
  const own = { OR: [{ subjectId: id }, { subjects: { some: { subjectId: id } } }] };
  let traces: Trace[] = await db.event.findMany({ where: own, ...newest });
  // A comment and its like stand on the page of another thing.
  if (traces.length === 0) traces = await db.event.findMany(newest);
  const found = traces.filter((trace) => fieldsIn(trace).length > 0);
  const same = found.find((trace) =>
    fieldsIn(trace).some((fields) => Object.keys(input).some((name) => name in fields)),
  );
  const trace = same ?? found[0];
  return trace ? { by: whoOf(trace.actor), door: trace.door, at: trace.at.toISOString() } : null;
}

function whoOf(actor: unknown): string {
  const { name, kind, client, key } = actor as Record<"name" | "kind" | "client" | "key", string | null>;
  const who = kind === "agent" ? `${client ?? key} for ${name}` : (name ?? "somebody");
  return who.replace(/\s+/g, " ").slice(0, 120);
}
