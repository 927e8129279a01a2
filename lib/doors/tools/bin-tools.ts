import { z } from "zod";
import type { Context } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { BIN_KINDS } from "#lib/domain/bin/schema";
import { KEYED_KINDS, KINDS, type Kind } from "#lib/domain/kinds";
import { OPERATIONS } from "#lib/domain/operations";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { ownArgument } from "./own-argument.ts";
import type { Tool } from "./tool.ts";

type Way = "bin" | "restore";

const BinKind = z.enum(BIN_KINDS);

/** The operation that moves a thing of a kind, and what it calls the thing. */
function moveOf(kind: Kind, way: Way): { operation: Operation; called: string } {
  const [name, called] =
    kind === "status_update" ? [`initiatives.${way}_update`, "update"] : [`${KINDS[kind].folder}.${way}`, kind];
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return { operation, called };
}

const BINS = BIN_KINDS.map((kind) => moveOf(kind, "bin"));
const RESTORES = BIN_KINDS.map((kind) => moveOf(kind, "restore").operation);
/** Whatever it is of, the tools call it the target. */
const NAMES = Object.fromEntries(BINS.map(({ called }) => [called, "target"]));

const KEYLESS = BIN_KINDS.filter((kind) => kind !== "project" && !KEYED_KINDS.some((keyed) => keyed === kind));
const Target = z.object({ target: z.string(), kind: BinKind.optional() });
const WORDS = { target: "Key, name or id.", kind: `Where target is no key: ${KEYLESS.join(", ")}.` };

export const moveToBinTool: Tool = {
  name: "move_to_bin",
  description: "Take something away; it can be restored.",
  risk: "destroy",
  idempotent: true,
  toolset: "admin",
  input: Target,
  words: WORDS,
  unsaid: ["kind"],
  operations: BINS.map(({ operation }) => operation),
  names: NAMES,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "bin");
    return { text: `The ${kind} ${target} is in the bin. restore brings it back.`, data };
  },
};

export const restoreTool: Tool = {
  name: "restore",
  description: "Bring something back from the bin or the archive.",
  risk: "write",
  idempotent: true,
  toolset: "admin",
  input: Target,
  words: WORDS,
  unsaid: ["kind"],
  operations: RESTORES,
  names: NAMES,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "restore");
    return { text: `The ${kind} ${target} is back.`, data };
  },
};

async function move(ctx: Context, { target, kind, ...rest }: Record<string, unknown>, way: Way) {
  if (typeof target !== "string") throw invalidField("target", "Is missing: a key, name or id.");
  const of = ownArgument("kind", BinKind, kind ?? kindOf(target));
  const { operation, called } = moveOf(of, way);
  const data = await run(operation, ctx, { ...rest, [called]: target });
  return { kind: of, target, data };
}

/** What a key is of; undefined for what is neither a key nor could be a project's. */
function kindOf(target: string): string | undefined {
  const name = target.trim();
  return readSubjectKey(name)?.kind ?? (/^[A-Za-z][A-Za-z0-9]{1,9}$/.test(name) ? "project" : undefined);
}
