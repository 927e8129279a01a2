/** What somebody was writing and has not saved, kept in this browser. */
export interface Draft {
  title: string;
  body: string;
  /** What it began from. */
  version: number;
  revision: number;
  at: string;
}

const keyOf = (id: string) => `turbo.document-draft.${id}`;

export function readDraft(id: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(id)) ?? "null") as Partial<Draft> | null;
    return typeof draft?.body === "string" && typeof draft.title === "string" && typeof draft.version === "number"
      ? (draft as Draft)
      : null;
  } catch {
    return null;
  }
}

/** Answers whether the browser had room for it. */
export function keepDraft(id: string, draft: Omit<Draft, "at">): boolean {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ ...draft, at: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(id: string): void {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
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
