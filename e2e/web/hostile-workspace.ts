import { personActor } from "#lib/core/actor";
import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { LABELS } from "#lib/testing/fullest/stage";
import { FULLEST_WRITES } from "#lib/testing/fullest/writes";
import { operationOf } from "#lib/testing/rights/stage";
import { type World, withKey } from "#lib/testing/world";

/** What a text is replaced by: the first of these that its field takes. */
const HOSTILE = [
  `"'><img src=x onerror=hurt()><script>hurt()</script> [press](javascript:hurt()) <iframe srcdoc="<script>parent.hurt()</script>"></iframe>\n\n<svg onload=hurt()> {{hurt()}} [a]: javascript:hurt() ![x](x"onerror="hurt())`,
  `"'><img src=x onerror=hurt()><script>hurt()</script>`,
  "<img src=x onerror=hurt()>",
  "javascript:hurt()",
];

type Leaf = readonly (string | number)[];

/** Performs the fullest writes with hostile text wherever they take any; answers the fields that took it, by operation. */
export async function fillWithHostile(world: World): Promise<Set<string>> {
  const taken = new Set<string>();
  /** Names of fields that took none: what names a thing does so everywhere. */
  const refused = new Set<string>();
  const call = async (name: string, input: unknown) =>
    (await run(operationOf(name), world.as(), input)) as Record<string, unknown>;

  /** Writes it with every text in it hostile that may be. */
  async function hostile(name: string, plain: object, actor = world.owner): Promise<Record<string, unknown>> {
    let input = plain;
    for (const leaf of leavesOf(plain)) {
      const field = String(leaf.findLast((part) => typeof part === "string"));
      if (refused.has(field)) continue;
      const texts = HOSTILE.map((text) => replaced(input, leaf, text));
      let next: object | undefined;
      for (const tried of texts) if (!next && (await isTaken(world.as(actor), name, tried))) next = tried;
      if (!next) refused.add(field);
      else taken.add(`${name} ${field}`);
      input = next ?? input;
    }
    return (await run(operationOf(name), world.as(actor), input)) as Record<string, unknown>;
  }

  for (const key of ["MAIN", "WEB"]) {
    await hostile("projects.create", { name: key, key, description: "x" });
    await hostile("issues.create", { project: key, title: "x", status: "ready" });
  }
  for (const name of LABELS) await call("labels.create", { name });
  for (const { operation, input } of Object.values(FULLEST_WRITES)) await hostile(operation, await input(call));
  await hostile("labels.create", { name: "x", description: "x" });
  await hostile("me.update", { name: "x" });
  const [ada] = await world.database.reader.user.findMany({ where: { id: world.owner.user.id } });
  const named = personActor({ ...world.owner.user, name: ada?.name ?? "" }, "admin");
  await hostile("users.create", { handle: "eve", name: "x", password: "a boat on the lake" });
  await hostile("users.invite", { name: "x" });
  await hostile("keys.create", { name: "x", kind: "agent" });
  const { items } = (await call("keys.list", {})) as { items: { id: string; name: string; kind: "agent" }[] };
  const key = items.find(({ kind }) => kind === "agent");
  const agent = withKey(named, { session: HOSTILE[1] ?? "", client: HOSTILE[1] ?? "", door: "mcp" });
  if (key && agent.key) agent.key = { ...agent.key, id: key.id, name: key.name };
  await hostile(
    "issues.create",
    { project: "MAIN", title: "x", assignee: "ada", dueDate: "2026-11-30", confirm: true },
    agent,
  );
  await hostile("comments.create", { on: "MAIN-1", body: "@ada x" }, agent);
  await hostile("questions.ask", { issue: "MAIN-1", text: "x", options: ["x", "x2"], of: "ada" }, agent);
  await hostile("documents.create", { project: "MAIN", title: "x", body: "x", confirm: true }, agent);
  await hostile("sessions.stop", { session: agent.session, reason: "x" });
  await call("issues.bin", { issue: await keyOf(call, { title: HOSTILE[1], project: "MAIN" }) });
  return taken;
}

async function keyOf(call: (name: string, input: unknown) => Promise<Record<string, unknown>>, input: object) {
  return (await call("issues.create", input)).key;
}

/** Would it be done? Nothing is kept of the try. */
async function isTaken(context: Context, name: string, input: object): Promise<boolean> {
  try {
    await context.atomically((ctx) => {
      ctx.onlyTry();
      return run(operationOf(name), ctx, input);
    });
    return true;
  } catch (error) {
    if (error instanceof TurboError) return false;
    throw error;
  }
}

function leavesOf(value: unknown, path: Leaf = []): Leaf[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? value.map((one, place) => [place, one] as const) : Object.entries(value);
  return entries.flatMap(([name, one]) => leavesOf(one, [...path, name]));
}

function replaced<Value>(value: Value, [name, ...rest]: Leaf, text: string): Value {
  if (name === undefined) return text as Value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[name] = replaced(copy[name], rest, text);
  return copy as Value;
}

/** The keys of things by the noun of their list, those with the longest hostile title first. */
export async function keysOf(world: World, noun: string): Promise<string[]> {
  const list = OPERATIONS.find(({ name }) => name === `${noun}.list`);
  if (!list) throw new Error(`there is no list of ${noun}`);
  const { items } = (await run(list, world.as(), { limit: 100 })) as {
    items: { key?: string; id: string; title?: string; name?: string }[];
  };
  return items.toSorted((a, b) => hostility(b) - hostility(a)).map(({ key, id }) => key ?? id);
}

const hostility = ({ title, name }: { title?: string; name?: string }) =>
  (title ?? name ?? "").includes("<img") ? 1 : 0;
