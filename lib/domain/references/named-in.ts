import { namesIn } from "./names-in.ts";

/** Keys and handles looked at in one write, at most, so that a list of thousands does not hold up everybody. */
const MOST = 200;

/** What texts name. */
export interface Named {
  /** In upper case, each once. */
  keys: string[];
  /** In lower case, each once. */
  handles: string[];
  /** Where each handle stands first. */
  places: Map<string, { text: string; at: number }>;
}

/** The keys and handles that texts name, addresses under these hosts included. */
export function namedIn(texts: readonly string[], hosts: readonly string[]): Named {
  const keys = new Set<string>();
  const places: Named["places"] = new Map();
  for (const text of texts) {
    for (const { kind, name, at } of namesIn(text, hosts)) {
      if (kind === "key") {
        if (keys.size < MOST) keys.add(name);
      } else if (places.size < MOST && !places.has(name)) places.set(name, { text, at });
    }
  }
  return { keys: [...keys], handles: [...places.keys()], places };
}
