import type { TurboError } from "#lib/core/errors";
import { inQuotes, oneLine } from "#lib/core/one-line";
import { fieldSentence } from "#lib/core/parse-input";

const NEXT_STEP: Partial<Record<TurboError["code"], string>> = {
  invalid: "Next: correct these fields and call the tool again.",
  conflict: "Next: read it again, look at what changed, and repeat with the version you then see.",
  not_found: "Next: find the right key with find.",
  forbidden: "Next: ask the person you work for; this key cannot do it.",
  busy: "Next: call the tool again.",
};

/** A refusal as a model can act on it: what happened, the wrong fields with the valid values, and the next step. */
export function refusalText(error: TurboError): string {
  const shown =
    error.code === "invalid" ? error.fields : error.fields.filter(({ message }) => !error.message.includes(message));
  const fields = shown.map((problem) => {
    const { path, message, allowed } = problem;
    const said = !allowed || message.includes(allowed[0] ?? "") || message.includes("Did you mean");
    const valid = said ? "" : ` Valid: ${allowed.slice(0, 30).join(", ")}.`;
    return `  ${fieldSentence(problem, path || "input")}${valid}`;
  });
  const current = currentState(error.current);
  const wait = error.retryAfter === undefined ? null : `Wait ${Math.ceil(error.retryAfter)} s, then call again.`;
  const next = wait ?? NEXT_STEP[error.code];
  const head =
    shown.length > 0 && error.code === "invalid"
      ? "Refused; nothing was saved."
      : `Refused (${error.code}): ${error.message}`;
  return [head, ...fields, current, next].filter(Boolean).join("\n");
}

/** What stands there now, as a conflict reports it. */
function currentState(current: unknown): string | null {
  if (typeof current !== "object" || current === null) return null;
  const { key, title, name, status, version } = current as Record<string, unknown>;
  if (typeof version !== "number") return null;
  const words = title ?? name;
  const called = [
    ...[key, status].filter((part) => typeof part === "string").map(oneLine),
    ...(typeof words === "string" ? [inQuotes(words)] : []),
  ];
  return `Now: version ${version}  ${called.join("  ")}`;
}
