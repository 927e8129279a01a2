import { z } from "zod";
import { TurboError } from "./errors.ts";
import { Flag } from "./fields.ts";
import { isDeep } from "./json-value.ts";
import { noSuch } from "./likeliest.ts";
import { checkAgain, defineOperation, isWrite, type Operation, runAll } from "./operation.ts";

/** Writes of one batch, at most. */
const MOST = 100;

/**
 * The operation that performs many writes of `operations` in one transaction: all or none. `alone` names those that a batch
 * may not hold, or their noun, each with the reason.
 */
export function batchOf(operations: readonly Operation[], alone: Readonly<Record<string, string>>): Operation {
  const writes = new Map(
    operations.filter((one) => isWrite(one) && one.rest && !whyAlone(one.name)).map((one) => [one.name, one]),
  );
  return defineOperation({
    name: "batch.run",
    summary: `Up to ${MOST} writes in one transaction, all or none; dryRun says what they would answer.`,
    access: "write",
    reach: "projects",
    rest: "POST /batch",
    input: z.strictObject({
      items: z
        .array(
          z.strictObject({
            operation: z.string().max(100).describe("Name of a write, like issues.update."),
            input: z
              .record(z.string(), z.unknown())
              .refine((input) => !isDeep(input), { error: "Is nested too deep." })
              .default({})
              .describe("Its input: path and body together."),
          }),
        )
        .min(1, { error: "Must have at least one write." })
        .max(MOST, { error: `Has more than ${MOST} writes. Send them in several batches.` }),
      dryRun: Flag.default(false).describe("Answer what would be, and change nothing."),
    }),
    output: z.object({
      dryRun: z.boolean(),
      request: z.string().describe("Pass as request to events.undo to undo the whole batch."),
      count: z.number().int(),
      answers: z.array(z.object({ operation: z.string(), output: z.unknown() })).describe("One for each, in order."),
    }),
    /** Each write asks for itself when it is done. Before a first answer is given again, a limited key is asked anew. */
    async authorize(ctx, { items }) {
      const isDone = Object.hasOwn(ctx, "changed");
      if (isDone || ctx.actor.projectIds === null) return;
      for (const [place, { operation, input }] of items.entries())
        await checkAgain(named(operation, place), ctx, input);
    },
    async handle(ctx, { items, dryRun }) {
      // What a write holds inside of `atomically` is what nesting needs.
      if (!("atomically" in ctx)) throw new Error("a batch needs a transaction");
      const inner = ctx as Parameters<typeof runAll>[1];
      const calls = items.map(({ operation, input }, place) => ({ operation: named(operation, place), input }));
      const outputs = await runAll(calls, inner).catch((error: unknown) => {
        throw error instanceof TurboError ? asItem(error) : error;
      });
      ctx.unchanged(); // each write has said for itself what it changed
      if (dryRun) ctx.onlyTry();
      return {
        dryRun,
        request: ctx.requestId,
        count: items.length,
        answers: items.map(({ operation }, place) => ({ operation, output: outputs[place] })),
      };
    },
  }) as Operation;

  function whyAlone(name: string): string | undefined {
    const rule = [name, name.split(".")[0] ?? ""].find((one) => Object.hasOwn(alone, one));
    return rule === undefined ? undefined : alone[rule];
  }

  function named(name: string, place: number): Operation {
    const found = writes.get(name);
    if (found) return found;
    const known = operations.find((one) => one.name === name);
    const why =
      whyAlone(name) ??
      (known ? "It changes nothing; a batch holds writes." : noSuch("write", name, [...writes.keys()]));
    const message = known ? `${name} cannot be in a batch. ${why}` : why;
    throw new TurboError("invalid", `Item ${place + 1}: ${message}`, {
      fields: [{ path: `items.${place}.operation`, message }],
    });
  }
}

/** The refusal of one write with the paths of its fields as the batch's own input has them. */
function asItem(error: TurboError): TurboError {
  return new TurboError(error.code, error.message, {
    fields: error.fields.map((field) => ({ ...field, path: `items.${field.path.replace(".", ".input.")}` })),
    current: error.current,
    ...(error.changed ? { changed: error.changed } : {}),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    cause: error.cause,
  });
}
