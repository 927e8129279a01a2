import { TurboError } from "#lib/core/errors";

/** A script that completes `turbo` in a shell: it asks `turbo complete-words`, which answers lines of a word, a tab and what it is. */
export function completionScript(shell: string): string {
  const script = { bash: BASH, zsh: ZSH, fish: FISH }[shell];
  if (script) return script;
  throw new TurboError("malformed", `There is no completion for ${shell}. Choose from bash, zsh, fish.`);
}

const BASH = `_turbo() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    line="\${line%%$'\\t'*}"
    case "$line" in *[[:space:]\\'\\"]*) line="$(printf '%q' "$line")" ;; esac
    # What stands before a = is a word of its own in bash.
    case "\${COMP_WORDBREAKS}" in *=*) case "$line" in --*=*) line="\${line#*=}" ;; esac ;; esac
    COMPREPLY+=("$line")
  done < <("\${COMP_WORDS[0]}" complete-words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _turbo turbo turbo-plan`;

const ZSH = `#compdef turbo turbo-plan
_turbo() {
  local -a found
  local line
  for line in "\${(@f)$("\${words[1]}" complete-words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n "$line" ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( $#found )); then _describe -V turbo found; else _files; fi
}
if [[ "\${funcstack[1]}" = _turbo ]]; then _turbo "$@"; else compdef _turbo turbo turbo-plan; fi`;

const FISH = `function __turbo_complete
  set -l words (commandline -opc) (commandline -ct)
  $words[1] complete-words -- $words[2..-1] 2>/dev/null
end
for program in turbo turbo-plan
  complete -c $program -f -k -a '(__turbo_complete)'
  complete -c $program -l from -r -F
  complete -c $program -l output -r -F
end`;
