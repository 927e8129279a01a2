import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";

/** Names as labels of Turbo, which hold no comma and 80 characters at most; each once. */
export function labelsOf(names: readonly string[]): string[] {
  const short = names.map((name) => cut(name.replace(/\s*,\s*/g, " / "), LIMITS.name).trim());
  return short.filter((name, at) => name !== "" && short.findIndex((other) => fold(other) === fold(name)) === at);
}
