import type { Command } from "commander";
import { TurboError } from "#lib/core/errors";
import type { revertEvent } from "#lib/domain/undo/revert-event";
import type { undoEvents } from "#lib/domain/undo/undo-events";
import type { CommandPort } from "./operation-command.ts";
import { type Spec, specNamed } from "./spec.ts";
import { undoReport } from "./undo-report.ts";

interface UndoOptions {
  event?: string;
  session?: string;
  key?: string;
  user?: string;
  from?: string;
  to?: string;
  request?: string;
  dryRun?: boolean;
  idempotencyKey?: string;
  json?: boolean;
}

/** Adds `undo --event N | --session S | --key NAME --from T | --request R`. */
export function registerUndo(program: Command, specs: readonly Spec[], port: Omit<CommandPort, "note">): void {
  program
    .command("undo")
    .description("Undo an event, a session, what a key wrote in a time, or one request; later changes of others stay.")
    .option("--event <number>", "one event, by its number")
    .option("--session <name>", "all writes of an agent session")
    .option("--key <name>", "all writes of an API key (name, prefix or id) from --from on")
    .option("--request <id>", "all writes of one request: of a batch, or of an undo")
    .option("--user <handle>", "with --session, whose writes")
    .option("--from <instant>", "only writes from this instant on, like 2026-11-27T09:30:00Z")
    .option("--to <instant>", "only writes until this instant")
    .option("--dry-run", "say what would be put back and change nothing")
    .option("--idempotency-key <key>", "repeat safely: the same key writes once")
    .option("--json", "print JSON")
    .action(async (options: UndoOptions) => {
      const { event, dryRun = false, idempotencyKey = null, json, ...scope } = options;
      if (event !== undefined && Object.keys(scope).length > 0)
        throw new TurboError("malformed", "--event stands alone: it names one event.");
      const named = [event, scope.session, scope.key, scope.request].filter((one) => one !== undefined);
      if (named.length !== 1)
        throw new TurboError("malformed", "Say what to undo: one of --event, --session, --key and --request.");
      if (scope.key !== undefined && scope.from === undefined)
        throw new TurboError(
          "malformed",
          "With --key, say from when on: --from with an instant like 2026-11-27T09:30:00Z.",
        );
      const undone = await port.withPerform((perform) =>
        event === undefined
          ? perform<typeof undoEvents>(specNamed(specs, "events.undo"), { ...scope, dryRun }, { idempotencyKey })
          : perform<typeof revertEvent>(
              specNamed(specs, "events.revert"),
              { event: Number(event), dryRun },
              { idempotencyKey },
            ),
      );
      port.print(json ? JSON.stringify(undone, null, 2) : undoReport(undone));
    });
}
