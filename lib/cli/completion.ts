import type { Command } from "commander";
import { TurboError } from "#lib/core/errors";

/** Every place in the program: the words that lead there, and the words that may follow. */
function places(program: Command, path: string[] = []): { path: string[]; next: string[] }[] {
  const commands = program.commands.filter((command) => command.name() !== "help");
  const flags = program.options.map((option) => option.long).filter((long) => typeof long === "string");
  const here = { path, next: [...commands.map((command) => command.name()), ...flags, "--help"] };
  return [here, ...commands.flatMap((command) => places(command, [...path, command.name()]))];
}

/** A script that completes `turbo` in a shell. */
export function completionScript(program: Command, shell: string): string {
  const all = places(program);
  if (shell === "bash") return bash(all);
  if (shell === "zsh") return `#compdef turbo turbo-plan\nautoload -U +X bashcompinit && bashcompinit\n${bash(all)}`;
  if (shell === "fish") return fish(all);
  throw new TurboError("malformed", `There is no completion for ${shell}. Choose from bash, zsh, fish.`);
}

function bash(all: ReturnType<typeof places>): string {
  const cases = all.map(({ path, next }) => `    "${path.join(" ")}") words="${next.join(" ")}" ;;`);
  return `_turbo() {
  local words="" path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; *) path="\${path:+$path }$word" ;; esac
  done
  while :; do
    case "$path" in
${cases.join("\n")}
    esac
    [ -n "$words" ] || [ -z "$path" ] && break
    case "$path" in *" "*) path="\${path% *}" ;; *) path="" ;; esac
  done
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _turbo turbo turbo-plan
`;
}

function fish(all: ReturnType<typeof places>): string {
  const lines = all.flatMap(({ path, next }) => {
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const condition = path.length === 0 ? "__fish_use_subcommand" : seen.join("; and ");
    return next.map((word) =>
      word.startsWith("--")
        ? `complete -c turbo -n "${condition}" -l ${word.slice(2)}`
        : `complete -c turbo -f -n "${condition}" -a ${word}`,
    );
  });
  return `${lines.join("\n")}\n`;
}
