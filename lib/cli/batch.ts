import type { Command } from "commander";
import { TurboError } from "#lib/core/errors";
import type { CommandPort } from "./operation-command.ts";
import { lineText } from "./output.ts";
import { readText } from "./read-text.ts";
import { type Spec, specNamed } from "./spec.ts";

interface BatchAnswer {
  dryRun: boolean;
  request: string;
  count: number;
  answers: { operation: string; output: unknown }[];
}

/** Adds `batch FILE [--dry-run]`: JSON lines, each `{"operation": …, "input": …}`, in one transaction. */
export function registerBatch(program: Command, specs: readonly Spec[], port: Omit<CommandPort, "note">): void {
  const batch = specNamed(specs, "batch.run");
  program
    .command("batch")
    .description(batch.summary)
    .argument("<file>", 'JSON lines like {"operation": "issues.update", "input": {…}}; - reads standard input')
    .option("--dry-run", "say what each write would answer and change nothing")
    .option("--idempotency-key <key>", "repeat safely: the same key writes once")
    .option("--json", "print JSON")
    .action(async (file: string, options: { dryRun?: boolean; idempotencyKey?: string; json?: boolean }) => {
      const items = linesOf(readText(file, "a file with one JSON object a line"));
      const input = { items, dryRun: options.dryRun ?? false };
      const { idempotencyKey = null } = options;
      const answer = (await port.withPerform((perform) => perform(batch, input, { idempotencyKey }))) as BatchAnswer;
      port.print(options.json ? JSON.stringify(answer, null, 2) : report(answer));
    });
}

function linesOf(text: string): object[] {
  return text.split(/\r?\n/).flatMap((line, place) => {
    if (line.trim() === "") return [];
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return [value];
    } catch {
      // falls through to the refusal
    }
    throw new TurboError(
      "malformed",
      `Line ${place + 1} is no JSON object like {"operation": "issues.update", "input": {…}}.`,
    );
  });
}

function report({ dryRun, request, count, answers }: BatchAnswer): string {
  return [
    ...answers.map(
      ({ operation, output }, place) =>
        `${place + 1}: ${operation}  ${lineText(operation.split(".")[0] ?? "", output)}`,
    ),
    dryRun
      ? `${count} writes would be made. Nothing was changed.`
      : `${count} writes. Undo them with: turbo undo --request ${request}`,
  ].join("\n");
}
