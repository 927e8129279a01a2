const PATH = /`((?:app|bin|components|docs|e2e|lib|prisma|scripts)\/[^`\s]*)`/g;

/** The paths that a text of Markdown names. */
export function pathsIn(markdown: string): string[] {
  return [...markdown.matchAll(PATH)].map(([, path = ""]) => path);
}

/** What stands under a heading of the second level, up to the next one. */
export function sectionOf(markdown: string, heading: string): string {
  const [, text] = markdown.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`There is no section ${heading}.`);
  return text.split("\n## ")[0] ?? "";
}

/** The steps of a recipe: the items of its numbered list, each with the lines that belong to it. */
export function stepsOf(section: string): string[] {
  return section
    .split("\n\n")
    .filter((block) => /^\n*1\. /.test(block))
    .flatMap((list) => list.trim().split(/\n(?=\d+\. )/));
}
