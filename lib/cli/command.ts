import { Command, type ErrorOptions } from "commander";
import { TurboError } from "#lib/core/errors";
import { misuse } from "./misuse.ts";

/** A command that refuses how it was called in Turbo's own words, as every refusal is told. */
export class TurboCommand extends Command {
  override createCommand(name?: string): TurboCommand {
    return new TurboCommand(name);
  }

  override error(message: string, { code = "" }: ErrorOptions = {}): never {
    throw new TurboError("malformed", misuse(this, message, code));
  }
}
