/** A field that has no place of its own, as an item of a Markdown list: "- Cancellation reason: too dear". */
export function toldField([name, value]: readonly [name: string, value: unknown]): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  const heading = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === "object" && text !== null))
    return `- ${heading}: \`${JSON.stringify(value)}\``;
  if (texts.length > 1) return `- ${heading}:\n${texts.map((text) => `  - ${indented(text)}`).join("\n")}`;
  return `- ${heading}: ${indented(texts[0])}`;
}

function indented(text: unknown): string {
  return String(text).trim().replace(/\n/g, "\n  ");
}
