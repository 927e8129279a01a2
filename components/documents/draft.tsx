import { typedStore } from "#components/typed/typed-store";

/** What somebody was writing and has not saved, kept in this browser. */
export interface Draft {
  title: string;
  body: string;
  note: string;
  /** What it began from. */
  version: number;
  revision: number;
  at: string;
}

const nameOf = (person: string, document: string) => `${person}/documents/${document}`;

export function readDraft(person: string, document: string): Draft | null {
  const kept = typedStore.read(nameOf(person, document));
  if (!kept) return null;
  const { title, body, note, version, revision } = kept.changes;
  if (typeof body?.value !== "string" || typeof title?.value !== "string") return null;
  return {
    title: title.value,
    body: body.value,
    note: String(note?.value ?? ""),
    version: Number(version?.value),
    revision: Number(revision?.value),
    at: new Date(kept.at).toISOString(),
  };
}

/** Answers whether the browser had room for it. */
export function keepDraft(person: string, document: string, draft: Omit<Draft, "at">): boolean {
  const changes = Object.entries(draft).map(([field, value]) => [field, { base: null, value }]);
  return typedStore.write(nameOf(person, document), Object.fromEntries(changes));
}

export function dropDraft(person: string, document: string): void {
  typedStore.drop(nameOf(person, document));
}

let wished: string | null = null;

/** The next page of this document opens its editor. */
export function wishToWrite(id: string): void {
  wished = id;
}

/** Was that wished? It is, once. */
export function takeWish(id: string): boolean {
  if (wished !== id) return false;
  wished = null;
  return true;
}
