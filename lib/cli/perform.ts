import type { z } from "zod";
import type { Operation } from "#lib/core/operation";

export interface PerformOptions {
  idempotencyKey?: string | null;
}

/** What an operation is asked for by. */
export type Named = Pick<Operation, "name" | "rest">;

/** Performs one operation, over REST or in process. Throws TurboError. */
export interface Perform {
  <Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: z.input<Input>,
    options?: PerformOptions,
  ): Promise<z.output<Output>>;
  <Asked extends Operation = Operation>(
    operation: Named,
    input: z.input<Asked["input"]>,
    options?: PerformOptions,
  ): Promise<z.output<Asked["output"]>>;
}
