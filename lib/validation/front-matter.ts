import { type Document, isMap, isNode, isScalar, parseDocument } from "yaml";
import type { Block } from "./blocks.ts";

/** A field of front matter with where it stands in the text. */
export interface Field {
  name: string;
  /** As YAML reads it: text, number, boolean, null, list or record. */
  value: unknown;
  start: number;
  end: number;
  /** Of the value alone; the field's end where it has none. */
  valueStart: number;
  valueEnd: number;
}

export interface FrontMatter {
  start: number;
  end: number;
  fields: readonly Field[];
  /** Why it could not be read, each with where. */
  problems: readonly { start: number; end: number; message: string }[];
}

/** Reads the front matter of a text; offsets are those of the text. */
export function frontMatterIn(text: string, blocks: readonly Block[]): FrontMatter | null {
  const block = blocks.find(({ kind }) => kind === "front_matter");
  const [first, second] = block?.pieces ?? [];
  const last = block?.pieces.findLast(({ start, end }) => end > start);
  if (!block || !first || !last) return null;
  const from = second && second.start < last.start ? second.start : last.start;
  const source = text.slice(from, last.start);
  const document = parseDocument(source, { strict: true, uniqueKeys: true });
  const problems = document.errors.map(({ pos, message }) => {
    // What is missing is missed at the end.
    const at = Math.min(pos[0], Math.max(0, source.trimEnd().length - 1));
    return {
      start: from + at,
      end: from + Math.max(at + 1, Math.min(pos[1], source.length)),
      message: message.split("\n")[0] ?? message,
    };
  });
  const values = problems.length === 0 ? valuesOf(document, problems, { start: from, end: last.start }) : null;
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const fields = pairs.flatMap(({ key, value }): Field[] => {
    if (!isScalar(key) || !key.range) return [];
    const range = isNode(value) ? value.range : null;
    const [start, end] = [from + key.range[0], from + (range?.[1] ?? key.range[1])];
    const name = String(key.value);
    return [
      { name, value: values?.[name] ?? null, start, end, valueStart: range ? from + range[0] : end, valueEnd: end },
    ];
  });
  return { start: block.start, end: block.end, fields, problems };
}

/** The fields as YAML reads them; null where they refer to what is not there, or too often, which is a problem as well. */
function valuesOf(
  document: Document,
  problems: { start: number; end: number; message: string }[],
  whole: { start: number; end: number },
): Record<string, unknown> | null {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Record<string, unknown> | null;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    problems.push({ ...whole, message: error.message.split("\n")[0] ?? error.message });
    return null;
  }
}
