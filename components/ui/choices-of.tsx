import type { ReactNode } from "react";

/** The choices of something that is one of a few words. */
export function choicesOf<Value extends string>(
  words: Readonly<Record<Value, string>>,
  signOf?: (value: Value) => ReactNode,
) {
  const values = Object.keys(words) as Value[];
  return values.map((value) => ({ value, words: words[value], sign: signOf?.(value) }));
}
