/** Where a link of a text leads, as far as it says so itself: the path without `#part`, read as people write it. */
export function pathOfLink(address: string): string {
  const [path = ""] = address.split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A link that goes by where its text lies: neither to another place, nor to a page of ours, nor within the text. */
export function isRelative(address: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|[/\\#?]|$)/i.test(address);
}

/**
 * Where the path of a loaded text's link may lead among the files of its folder, the likeliest first; none for what lies outside.
 * `source` is the path of the text, like `guide/README.md`; a folder's ends with a slash.
 */
export function linkedPaths(source: string, path: string): string[] {
  const parts = source.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return [];
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const whole = parts.join("/");
  const inside = whole === "" ? "" : `${whole}/`;
  const folder = ["README.md", "readme.md", "Readme.md", "index.md", "README.markdown", ""].map(
    (name) => inside + name,
  );
  return [whole, ...folder, `${whole}.md`].filter((one) => one !== "" && one !== ".md");
}
