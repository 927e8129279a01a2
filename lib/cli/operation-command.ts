import { type Command, Option } from "commander";
import { TurboError } from "#lib/core/errors";
import { commentsOf } from "./comments-of.ts";
import type { FieldOption } from "./field-options.ts";
import { inCommandWords, labelOf } from "./in-command-words.ts";
import { missing } from "./misuse.ts";
import { NOUN_EXAMPLES, NOUN_GROUPS, NOUNS } from "./nouns.ts";
import { ALIASES, singular } from "./other-words.ts";
import { type Format, outputText } from "./output.ts";
import type { Perform } from "./perform.ts";
import { type OptionValues, readInput } from "./read-input.ts";
import { readText } from "./read-text.ts";
import type { Spec } from "./spec.ts";
import { wanted } from "./takes.ts";

/** Nouns and operations that have a command of their own. */
const ELSEWHERE = ["imports", "attachments.get", "batch", "events"];

/** Verbs of a noun that the list of all commands shows. */
const SHOWN = 7;

/** What the commands need of their surroundings. */
export interface CommandPort {
  withPerform<T>(work: (perform: Perform) => Promise<T>): Promise<T>;
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

/**
 * Adds `turbo NOUN VERB` for every operation. Where one noun is `chosen`, the others get their verbs' names alone: what
 * is not asked for need not be described.
 */
export function registerOperations(
  program: Command,
  specs: readonly Spec[],
  port: CommandPort,
  chosen: string | null = null,
): void {
  const nouns = new Map<string, Command>();
  for (const [heading, names] of Object.entries(NOUN_GROUPS)) {
    program.commandsGroup(heading);
    for (const noun of names) nouns.set(noun, nounCommand(program, kebab(noun)));
  }
  for (const spec of specs) {
    const [noun = "", verb = ""] = spec.name.split(".");
    if (ELSEWHERE.includes(noun) || ELSEWHERE.includes(spec.name)) continue;
    const group = nouns.get(noun) ?? nounCommand(program, kebab(noun));
    nouns.set(noun, group);
    // Where there is one thing to do with a noun, its name says enough: `turbo search words`.
    const isDefault =
      spec.name === "inbox.list" ||
      spec.name === "queue.list" ||
      specs.filter(({ name }) => name.startsWith(`${noun}.`)).length === 1;
    const command = group.command(kebab(verb), { isDefault });
    nameOtherwise(group, command, specs);
    if (chosen === null || chosen === group.name() || group.aliases().includes(chosen))
      registerOperation(command, spec, { ...port, specs });
  }
  for (const [noun, group] of nouns) {
    const verbs = group.commands.map((command) => command.name());
    const shown = verbs.length > SHOWN ? [...verbs.slice(0, SHOWN - 1), "…"] : verbs;
    group.summary(shown.join(", ")).description(NOUNS[noun] ?? `Commands about ${noun.replaceAll("_", " ")}.`);
    const examples = NOUN_EXAMPLES[noun];
    if (examples) group.addHelpText("after", ["", "Examples:", ...examples.map((line) => `  ${line}`)].join("\n"));
  }
}

function nounCommand(program: Command, noun: string): Command {
  const one = singular(noun);
  return one ? program.command(noun).alias(one) : program.command(noun);
}

/** Other names of a verb, but for those that are verbs of the noun themselves. */
function nameOtherwise(group: Command, command: Command, specs: readonly Spec[]): void {
  const noun = group.name().replaceAll("-", "_");
  const others = ALIASES[command.name()] ?? [];
  command.aliases(others.filter((word) => !specs.some(({ name }) => name === `${noun}.${word}`)));
}

function registerOperation(command: Command, operation: Spec, port: CommandPort & { specs: readonly Spec[] }): void {
  const [, verb = ""] = operation.name.split(".");
  const { fields } = operation;
  const takesLines = /^POST \/\w+$/.test(operation.rest ?? "") && verb === "create";
  // What is too much for flags is written down.
  const takesFile = fields.some(({ kind, value, required }) => kind === "texts" && value === "json" && required);
  command.description(operation.summary);
  for (const field of fields) {
    if (field.positional) {
      const name = field.required && !takesLines && !takesFile ? `<${field.flag}>` : `[${field.flag}]`;
      command.argument(name, field.description);
    } else {
      command.addOption(optionOf(field));
    }
  }
  if (/^PATCH /.test(operation.rest ?? "") && fields.some((field) => field.nullable)) {
    command.option("--clear <fields>", "fields to empty, with commas between", collect);
  }
  const writes = operation.access !== "read" && !operation.rest?.startsWith("GET ");
  if (writes) command.option("--idempotency-key <key>", "repeat safely: the same key writes once");
  if (takesLines) {
    command.option("--from <file>", "one JSON object a line, each saved on its own; - reads standard input");
    command.option("--parallel <count>", "with --from: writes under way at once, 1–16", "1");
  }
  if (takesFile) command.option("--from <file>", "all of it as one JSON object; - reads standard input");
  if (fields.some((field) => field.name === "cursor")) command.option("--all", "every page, not only the first");
  command.addOption(new Option("--json", "print JSON").conflicts("csv")).addOption(new Option("--csv", "print CSV"));
  command.action(async (...args: unknown[]) => {
    const options = command.opts<OptionValues>();
    const positional = args.slice(0, fields.filter((field) => field.positional).length) as (string | undefined)[];
    const idempotencyKey = typeof options.idempotencyKey === "string" ? options.idempotencyKey : null;
    const written = takesFile && typeof options.from === "string" ? jsonIn(options.from) : {};
    const input = { ...written, ...readInput(fields, positional, options) };
    const absent = fields.filter(({ name, required }) => required && !(name in input));
    if (absent.length > 0 && (takesFile || options.from === undefined)) throw misused(command, absent);
    await port.withPerform(async (perform) => {
      if (takesLines && typeof options.from === "string") {
        const { createFromLines } = await import("./create-from-lines.ts");
        const parallel = Math.min(16, Math.max(1, Number(options.parallel) || 1));
        const job = { operation, from: options.from, shared: input, parallel, idempotencyKey, json: !!options.json };
        if ((await createFromLines(job, perform)) > 0) process.exitCode = 1;
        return;
      }
      const read = options.all ? everyPage(operation, input, perform) : perform(operation, input, { idempotencyKey });
      const output = await read.catch((error: unknown) => {
        throw error instanceof TurboError ? inCommandWords(error, fields, input) : error;
      });
      port.print(outputText(operation.name, output, formatOf(options)));
      if (operation.name.endsWith(".get") && formatOf(options) === "people") {
        const said = await commentsOf(output, perform, port.specs);
        if (said) port.print(said);
      }
      const cursor = (output as { nextCursor?: unknown } | null)?.nextCursor;
      if (typeof cursor === "string" && formatOf(options) !== "json") {
        port.note(`There are more: --all, or --cursor ${cursor}`);
      }
    });
  });
}

/** The object that a file holds. Throws `malformed` for anything else. */
function jsonIn(file: string): object {
  const text = readText(file, "a file of JSON");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new TurboError("malformed", `${file} is no JSON.`, { cause: error });
  }
  throw new TurboError("malformed", `${file} holds no JSON object.`);
}

function misused(command: Command, absent: readonly FieldOption[]): TurboError {
  const noun = command.parent?.name() ?? "";
  const parts = absent.map((field) => ({
    label: labelOf(field),
    hint: wanted(noun, field.name, field.description, field.allowed),
  }));
  return new TurboError("malformed", missing(command, parts));
}

async function everyPage(operation: Spec, input: Record<string, unknown>, perform: Perform): Promise<unknown> {
  const items: unknown[] = [];
  let cursor = input.cursor;
  do {
    const page = (await perform(operation, { limit: 200, ...input, ...(cursor ? { cursor } : {}) })) as {
      items: unknown[];
      nextCursor: string | null;
    };
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return { items, nextCursor: null };
}

const kebab = (name: string) => name.replaceAll("_", "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

function optionOf(field: FieldOption): Option {
  const { flag, kind, value, description, required } = field;
  const said = required ? `${description} Required.`.trim() : description;
  if (kind === "switch") return new Option(`--${flag} [yes]`, said).argParser(yes);
  const option = new Option(`--${flag} <${value}>`, said);
  return kind === "list" || kind === "texts" ? option.argParser(collect) : option;
}

function yes(value: string): boolean {
  if (/^(true|yes|1|on)$/i.test(value)) return true;
  if (/^(false|no|0|off)$/i.test(value)) return false;
  throw new TurboError("malformed", `"${value}" must be yes or no.`);
}

function formatOf(options: OptionValues): Format {
  if (options.json) return "json";
  return options.csv ? "csv" : "people";
}
