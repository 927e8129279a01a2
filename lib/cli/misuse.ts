import type { Command } from "commander";
import { likeliest } from "#lib/core/likeliest";
import { UNSAID } from "./nouns.ts";
import { meantAtTop, meantOfNoun } from "./other-words.ts";
import { wanted } from "./takes.ts";

/** The words that lead to a command: `turbo issues create`. */
export function wordsTo(command: Command): string {
  return [command.parent && wordsTo(command.parent), command.name()].filter(Boolean).join(" ");
}

/** What is wrong with how a command was called, in a sentence; `message` and `code` are commander's own. */
export function misuse(command: Command, message: string, code: string): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.unknownOption":
      return unknownOption(command, name.split("=")[0] ?? name);
    case "commander.unknownCommand":
      return unknownCommand(command);
    case "commander.missingArgument":
      return missing(command, [{ label: `<${name}>`, hint: hintOf(command, name) }]);
    case "commander.missingMandatoryOptionValue":
      return missing(command, [
        { label: name.split(" ")[0] ?? name, hint: hintOf(command, name.slice(2).split(" ")[0] ?? "") },
      ]);
    case "commander.optionMissingArgument":
      return `${wordsTo(command)}: ${name.replace(" ", " needs its value: ")}.`;
    case "commander.conflictingOption":
      return `${wordsTo(command)}: ${(message.match(/--[\w-]+/g) ?? []).join(" and ")} exclude each other.`;
    case "commander.excessArguments":
      return excess(command);
    default:
      return `${message.replace(/^error: /, "").replace(/^./, (letter) => letter.toUpperCase())}`;
  }
}

/** What has to be there and is not. */
export function missing(command: Command, parts: readonly { label: string; hint: string }[]): string {
  const said = parts.map(({ label, hint }) => `${label} is missing${hint ? `: ${hint}` : ""}.`);
  return `${said.join(" ")} ${helpOf(command, "tells the rest")}`;
}

const helpOf = (command: Command, what: string) => `\`${wordsTo(command)} --help\` ${what}.`;

function hintOf(command: Command, name: string): string {
  const argument = command.registeredArguments.find((one) => one.name() === name);
  const option = command.options.find((one) => one.long === `--${name}`);
  return wanted(command.parent?.name() ?? "", name, argument?.description ?? option?.description ?? "");
}

const flagsOf = (command: Command) => command.options.flatMap(({ long }) => long ?? []);

function unknownOption(command: Command, flag: string): string {
  const flags = flagsOf(command);
  const near = likeliest(
    flag.replace(/^-+/, ""),
    flags.map((long) => long.slice(2)),
  );
  const below = command.commands.find((one) => flagsOf(one).includes(flag));
  const meant = near ? `--${near}` : below && `${wordsTo(below)} ${flag}`;
  const valid = flags.length > 0 ? ` It has ${flags.slice(0, 20).join(", ")}${flags.length > 20 ? ", …" : ""}.` : "";
  const said = `${wordsTo(command)} has no option ${flag}.`;
  return `${said}${meant ? ` Did you mean ${meant}?` : valid} ${helpOf(command, "tells what each is")}`;
}

function unknownCommand(command: Command): string {
  const names = command.commands.map((one) => one.name()).filter((name) => !UNSAID.includes(name));
  const words = command.args;
  const others = command.commands.flatMap((one) => one.aliases());
  const known = command.parent ? meantOfNoun(command.name(), words) : meantAtTop(words, names);
  const near = likeliest(words[0] ?? "", [...names, ...others]);
  const meant = known ? `turbo ${known}` : near && `${wordsTo(command)} ${near}`;
  const said = `There is no command "${wordsTo(command)} ${words[0]}".`;
  return `${said}${meant ? ` Did you mean: ${meant}` : ` It has ${names.join(", ")}.`}\n${helpOf(command, "lists them all")}`;
}

function excess(command: Command): string {
  const taken = command.registeredArguments.length;
  const extra = command.args[taken] ?? "";
  const takes =
    taken === 0
      ? "takes nothing without a flag"
      : `takes ${taken === 1 ? "one value" : `${taken} values`} without a flag`;
  const quoted = command.args.length > taken + 1 || taken > 0 ? " A text of several words stands in quotes." : "";
  return `${wordsTo(command)} ${takes}, so "${extra}" is too much.${quoted} ${helpOf(command, "lists the flags")}`;
}
