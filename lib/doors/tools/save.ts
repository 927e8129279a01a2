import { z } from "zod";
import type { Context, InnerContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { inQuotes } from "#lib/core/one-line";
import { type BatchItem, type Operation, run, runAll } from "#lib/core/operation";
import { ownArgument } from "./own-argument.ts";
import type { Answer } from "./tool.ts";

interface Saving<Output extends z.ZodType> {
  /** What the operations call the thing: without it a new one is made. */
  noun: string;
  create: Operation;
  update: Operation;
  archive: Operation;
  /** Out of the archive or the bin. */
  restore: Operation;
  output: Output;
  card(saved: z.output<Output>): string;
}

const Similar = z.object({
  similar: z.array(z.object({ key: z.string(), status: z.string(), title: z.string() })).optional(),
});

/** What is near to something new, under a line that says so. */
export function similarLines(similar: z.output<typeof Similar>["similar"], head: string): string[] {
  if (!similar || similar.length === 0) return [];
  return [head, ...similar.map(({ key, status, title }) => `  ${key}  ${status}  ${inQuotes(title, 60)}`)];
}

/** true hides what is done with, false brings it back. */
export const Archive = z.boolean({ error: "Must be true or false." }).optional();

/** Makes a thing, or changes the one that is named and archives it or brings it back: all or nothing. */
export async function save<Output extends z.ZodType>(
  ctx: Context | InnerContext,
  { noun, create, update, archive, restore, output }: Saving<Output>,
  { archive: wanted, ...args }: Record<string, unknown>,
): Promise<z.output<Output>> {
  const { [noun]: target, ...changes } = args;
  const away = ownArgument("archive", Archive, wanted);
  if (target === undefined) {
    const made = await run(create, ctx, away === undefined ? args : { ...args, archive: away });
    return { ...(output.parse(made) as object), ...Similar.parse(made) } as z.output<Output>;
  }
  const items: BatchItem[] = [];
  if (away === undefined || Object.keys(changes).length > 0) items.push({ operation: update, input: args });
  if (away !== undefined) items.push({ operation: away ? archive : restore, input: { [noun]: target } });
  return output.parse((await runTogether(items, ctx)).at(-1));
}

/** What a tool that saves one thing answers. */
export async function saveAnswer<Output extends z.ZodType>(
  ctx: Context,
  saving: Saving<Output>,
  args: Record<string, unknown>,
): Promise<Answer> {
  const data = await save(ctx, saving, args);
  const near = similarLines(Similar.parse(data).similar, "Near it is:");
  const done = args[saving.noun] === undefined ? "Made." : "Saved.";
  return { text: [done, saving.card(data), ...near].join("\n"), data };
}

/** Performs the writes of one call, all or none; a refusal is that of the write itself, which is no item to who called. */
export async function runTogether(items: readonly BatchItem[], ctx: Context | InnerContext): Promise<unknown[]> {
  const [only, ...others] = items;
  if (only && others.length === 0) return [await run(only.operation, ctx, only.input)];
  return runAll(items, ctx).catch((error: unknown) => {
    throw error instanceof TurboError && error.cause instanceof TurboError ? error.cause : error;
  });
}
