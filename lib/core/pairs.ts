/** Reads `name=value,name=value`, values written as in an address; null where it is not that. */
export function readPairs(text: string): [name: string, value: string][] | null {
  const pairs: [string, string][] = [];
  for (const pair of text.split(",").filter((part) => part.trim() !== "")) {
    const [, name = "", written = ""] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
    const value = decoded(written);
    if (name === "" || value === null || /\p{Cc}/u.test(name + value)) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
