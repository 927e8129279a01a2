import type { ElementContent, Root, RootContent, Text } from "hast";
import { addressOf, type Name, namesIn } from "#lib/domain/references/names-in";

/** Elements whose words are no prose. */
const CLOSED = new Set(["a", "code", "pre"]);

/**
 * Marks what a text names: keys of known projects, of initiatives and of the workspace's decisions become links, handles
 * become people. It is what the server keeps as references: the names are read from the source, the tree shows where.
 */
export function markNames({ projects }: { projects: readonly string[] }) {
  const known = new Set(projects);
  return (tree: Root, file: { toString(): string }) => {
    const names = namesIn(String(file)).filter((one) => one.text !== null && isKnown(one, known));
    if (names.length > 0) new Marker(String(file), names).visit(tree);
  };
}

function isKnown({ kind, name }: Name, projects: ReadonlySet<string>): boolean {
  const project = name.slice(0, name.indexOf("-"));
  return kind === "person" || project === "I" || project === "DEC" || projects.has(project);
}

class Marker {
  readonly #source: string;
  readonly #names: readonly Name[];
  #next = 0;
  /** Where in the source the tree has been read to. */
  #at = 0;

  constructor(source: string, names: readonly Name[]) {
    this.#source = source;
    this.#names = names;
  }

  visit(parent: { children: RootContent[] | ElementContent[] }): void {
    parent.children = parent.children.flatMap((child: RootContent): RootContent[] => {
      const start = child.position?.start.offset;
      if (start !== undefined) this.#at = start;
      const parts = child.type === "text" ? this.#split(child) : [child];
      if (child.type === "element" && !CLOSED.has(child.tagName)) this.visit(child);
      this.#at = Math.max(this.#at, child.position?.end.offset ?? 0);
      return parts;
    }) as ElementContent[];
  }

  /** The words before, in and after each name of a text node. */
  #split({ value, position }: Text): ElementContent[] {
    const parts: ElementContent[] = [];
    const end = position?.end.offset ?? Number.POSITIVE_INFINITY;
    let from = 0;
    for (let name = this.#skipped(); name?.text && name.at < end; name = this.#skipped()) {
      const place = this.#placeIn(value, name, from);
      if (place < 0) break;
      if (place > from) parts.push({ type: "text", value: value.slice(from, place) });
      parts.push(nodeOf(name, name.text));
      from = place + name.text.length;
      this.#at = name.at + name.text.length;
      this.#next++;
    }
    if (from < value.length || parts.length === 0) parts.push({ type: "text", value: value.slice(from) });
    return parts;
  }

  /** The next name that has not been passed. */
  #skipped(): Name | undefined {
    while ((this.#names[this.#next]?.at ?? this.#at) < this.#at) this.#next++;
    return this.#names[this.#next];
  }

  /** Where in a node's text a name of the source stands: the same once more as often as it does there. */
  #placeIn(value: string, { text, at }: Name, from: number): number {
    const words = text ?? "";
    let place = value.indexOf(words, from);
    for (let earlier = this.#source.indexOf(words, this.#at); earlier >= 0 && earlier < at && place >= 0; ) {
      earlier = this.#source.indexOf(words, earlier + 1);
      place = value.indexOf(words, place + 1);
    }
    return place;
  }
}

function nodeOf({ kind, name }: Name, words: string): ElementContent {
  const children: ElementContent[] = [{ type: "text", value: words }];
  if (kind === "person") return { type: "element", tagName: "bdi", properties: { dataPerson: name }, children };
  return { type: "element", tagName: "a", properties: { href: addressOf(name), dataIssueKey: name }, children };
}
