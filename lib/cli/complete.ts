import type { Argument, Command, Option } from "commander";
import type { FieldOption } from "./field-options.ts";
import { UNSAID } from "./nouns.ts";
import type { Spec } from "./spec.ts";
import { type Takes, takesOf } from "./takes.ts";

/** What may stand somewhere, and a word about it. */
export interface Candidate {
  value: string;
  about: string;
}

/** Looks up what there is of a noun; `typed` is what stands there so far. */
export type LookUp = (noun: Takes, typed: string, project: string | null) => Promise<Candidate[]>;

interface Place {
  command: Command;
  /** Values before this place that stand without a flag. */
  positionals: number;
  /** The option whose value stands here. */
  option: Option | null;
  project: string | null;
}

const only = (value: string): Candidate => ({ value, about: "" });

/** What may stand in place of the last of these words. */
export async function complete(
  program: Command,
  specs: readonly Spec[],
  given: readonly string[],
  lookUp: LookUp,
): Promise<Candidate[]> {
  // A shell may take `--status=open` apart.
  const asked = given[0] === "help" ? given.slice(1) : given;
  const words = asked.flatMap((word, at) => (word === "=" ? (at === asked.length - 1 ? [""] : []) : [word]));
  const typed = words.at(-1) ?? "";
  const place = follow(program, words.slice(0, -1));
  const assigned = /^(--[\w-]+=)(.*)$/s.exec(typed);
  const waiting = place.option && isValueOf(place.option, typed) ? place.option : null;
  const option = waiting ?? optionOf(place.command, assigned?.[1]?.slice(0, -1));
  if (option) {
    const found = await valuesOf(option, place, specs, { typed: assigned?.[2] ?? typed, lookUp });
    return assigned ? found.map((one) => ({ ...one, value: assigned[1] + one.value })) : found;
  }
  if (typed.startsWith("-")) return flagsOf(place.command).filter(({ value }) => value.startsWith(typed));
  const commands = place.positionals === 0 ? place.command.commands : [];
  if (commands.length > 0) return commandsOf(commands, typed);
  const argument = place.command.registeredArguments[place.positionals] ?? lastOf(place.command);
  return argument ? valuesOf(argument, place, specs, { typed, lookUp }) : flagsOf(place.command);
}

function follow(program: Command, words: readonly string[]): Place {
  const place: Place = { command: program, positionals: 0, option: null, project: null };
  for (const word of words) {
    if (place.option && isValueOf(place.option, word)) {
      if (place.option.long === "--project") place.project = word;
      place.option = null;
    } else if (word.startsWith("-")) {
      const option = optionOf(place.command, word);
      place.option = option?.required || option?.optional ? option : null;
    } else {
      const below = place.positionals === 0 ? find(place.command.commands, word) : undefined;
      if (below) place.command = below;
      else place.positionals++;
    }
  }
  return place;
}

/** A value that may be left out is left out where a flag follows. */
const isValueOf = (option: Option, word: string) => !option.optional || !word.startsWith("-");

const find = (commands: readonly Command[], word: string) =>
  commands.find((one) => one.name() === word || one.aliases().includes(word));

const optionOf = (command: Command, flag: string | undefined) =>
  command.options.find(({ long, short }) => flag !== undefined && (long === flag || short === flag));

function lastOf({ registeredArguments }: Command): Argument | undefined {
  const last = registeredArguments.at(-1);
  return last?.variadic ? last : undefined;
}

function commandsOf(commands: readonly Command[], typed: string): Candidate[] {
  return commands
    .filter((one) => !UNSAID.includes(one.name()) && one.name().startsWith(typed))
    .map((one) => ({ value: one.name(), about: one.summary() || one.description() }));
}

function flagsOf(command: Command): Candidate[] {
  const flags = command.options.map(({ long, description }) => ({ value: long ?? "", about: description }));
  return [...flags.filter(({ value }) => value), { value: "--help", about: "Say what there is." }];
}

interface Asked {
  typed: string;
  lookUp: LookUp;
}

async function valuesOf(
  wanted: Option | Argument,
  { command, project }: Place,
  specs: readonly Spec[],
  { typed, lookUp }: Asked,
): Promise<Candidate[]> {
  const noun = command.parent?.name() ?? "";
  const name = wanted.name().replace(/^--/, "");
  const field = fieldOf(specs, noun, command.name(), name);
  // In a list, what stands before the last comma is there already.
  const before = field?.kind === "list" ? typed.slice(0, typed.lastIndexOf(",") + 1) : "";
  const begun = typed.slice(before.length);
  const fixed = field?.kind === "switch" ? ["yes", "no"] : (field?.allowed ?? []);
  const choices = fixed.length > 0 ? fixed : (wanted.argChoices ?? []);
  const takes = takesOf(noun.replaceAll("-", "_"), field?.name ?? name);
  const found = choices.length > 0 || !takes ? choices.map(only) : await lookUp(takes, begun, project);
  return found
    .filter(({ value }) => value.toLowerCase().startsWith(begun.toLowerCase()))
    .map((one) => ({ ...one, value: before + one.value }));
}

function fieldOf(specs: readonly Spec[], noun: string, verb: string, flag: string): FieldOption | undefined {
  const names = [`${noun}.${verb}`, `${noun}.${verb}`.replaceAll("-", "_")];
  return specs.find(({ name }) => names.includes(name))?.fields.find((field) => field.flag === flag);
}
