import picomatch from "picomatch";

const WILDCARD = /[*?{]/;
/** Compiled patterns that are kept, at most. */
const KEPT = 2000;
const compiled = new Map<string, (path: string) => boolean>();

/** The folders of a pattern before its first wildcard: src/auth of src/auth/**; of a plain path the folder it lies in. */
export function prefixOf(pattern: string): string {
  const parts = pattern.split("/");
  const wild = parts.findIndex((part) => WILDCARD.test(part));
  return parts.slice(0, wild < 0 ? parts.length - 1 : wild).join("/");
}

/** Every prefix a pattern may have that holds for a path: "", src, src/auth and so on. */
export function prefixesOf(path: string): string[] {
  const parts = path.split("/");
  return ["", ...parts.map((_, place) => parts.slice(0, place + 1).join("/"))];
}

/** A path as patterns see it. */
export function plainPath(path: string): string {
  return path
    .trim()
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** Does a pattern hold for a path? `*`, `**`, `?` and `{a,b}` are wildcards; without one a folder holds for all below it. */
export function matchesPath(pattern: string, path: string): boolean {
  if (!WILDCARD.test(pattern)) return path === pattern || path.startsWith(`${pattern}/`);
  const known = compiled.get(pattern);
  if (known) return known(path);
  if (compiled.size >= KEPT) compiled.clear();
  // Folders may be called [id] or (group): what else picomatch reads as a sign stands for itself.
  const matcher = picomatch(pattern.replace(/[\\[\]()!+@|^$.]/g, "\\$&"), { dot: true, nonegate: true });
  compiled.set(pattern, matcher);
  return matcher(path);
}
