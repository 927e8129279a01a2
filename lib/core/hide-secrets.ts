/** What is a secret by its shape: API keys, hashes of passwords, session tokens, what an address or a query hands over. */
const SHAPES: readonly (readonly [shape: RegExp, instead: string])[] = [
  [/\b(turbo_[0-9A-Za-z]{8})[0-9A-Za-z]{8,}/g, "$1…"],
  [/\b(sk-[\w-]{4})[\w*-]{12,}/g, "$1…"],
  [/\b(AIza[\w-]{4})[\w-]{20,}/g, "$1…"],
  [/\$argon2id\$[^\s"]+/g, "$argon2id$…"],
  [/\beyJ[\w-]{6,}\.[\w-]*\.[\w.-]+/g, "eyJ…"],
  [/(:\/\/[^\s:/@"]*:)[^\s/@"]+@/g, "$1…@"],
  [/\b((?:token|code|password|secret|api_?key)=)[^&\s"]+/gi, "$1…"],
];
/** Shorter ones are words that stand elsewhere as well. */
const SHORTEST = 12;

/** What takes secrets out of a text: those of a known shape, and these. */
export function secretHider(known: readonly (string | null | undefined)[] = []): (text: string) => string {
  const exact = known.filter((secret) => typeof secret === "string" && secret.length >= SHORTEST) as string[];
  return (text) => {
    let hidden = text;
    for (const secret of exact) hidden = hidden.replaceAll(secret, "…");
    for (const [shape, instead] of SHAPES) hidden = hidden.replace(shape, instead);
    return hidden;
  };
}
