import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";

/** Labels of one thing. */
const LABELS = 50;

/** A title of at most 200 characters; that it was cut is remarked on. */
export function titleWithin(title: string, remarks: string[]): string {
  if (title.length <= LIMITS.title) return title;
  remarks.push(`its title is longer than ${LIMITS.title} characters; the whole stands in the description`);
  return `${cut(title, LIMITS.title - 1)}…`;
}

/** Names as labels of Turbo, which hold no comma and 80 characters at most; each once. What is cut is remarked on. */
export function labelsWithin(names: readonly string[], remarks: string[]): string[] {
  const short = names.map((name) => cut(name.replace(/\s*,\s*/g, " / "), LIMITS.name).trim());
  const once = short.filter((name, at) => name !== "" && short.findIndex((other) => fold(other) === fold(name)) === at);
  const long = names.filter((name) => name.length > LIMITS.name);
  if (long.length > 0) remarks.push(`its labels of more than ${LIMITS.name} characters were cut: ${long.join(", ")}`);
  if (once.length > LABELS) remarks.push(`has more than ${LABELS} labels; left out: ${once.slice(LABELS).join(", ")}`);
  return once.slice(0, LABELS);
}
