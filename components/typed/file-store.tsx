import { typedStore } from "#components/typed/typed-store";

const DATABASE = "turbo.typed";
const FILES = "files";

/**
 * Keeps the content of files that wait to be sent on the device, each under an id; what is typed names them by it. A browser
 * that keeps nothing has them as long as the page lives.
 */
class FileStore {
  private readonly held = new Map<string, File>();
  private opened: Promise<IDBDatabase> | undefined;

  /** What names it has to be kept before, or it may be tidied away. */
  put(id: string, file: File): void {
    this.held.set(id, file);
    this.ask("readwrite", (files) => files.put(file, id)).catch(() => undefined);
  }

  /** Null where it is not here: it was not kept to its end, or on another device. */
  async get(id: string): Promise<File | null> {
    const held = this.held.get(id) ?? (await this.ask("readonly", (files) => files.get(id)).catch(() => null));
    return held instanceof File ? held : null;
  }

  drop(id: string): void {
    this.held.delete(id);
    this.ask("readwrite", (files) => files.delete(id)).catch(() => undefined);
  }

  /** Lets go what nothing names any more, and this page does not hold. */
  async tidy(isNamed: (id: string) => boolean): Promise<void> {
    const ids = await this.ask("readonly", (files) => files.getAllKeys()).catch(() => []);
    for (const id of ids.map(String)) if (!this.held.has(id) && !isNamed(id)) this.drop(id);
  }

  private async ask<Answer>(
    mode: IDBTransactionMode,
    question: (files: IDBObjectStore) => IDBRequest<Answer>,
  ): Promise<Answer> {
    this.opened ??= open();
    return answerOf(question((await this.opened).transaction(FILES, mode).objectStore(FILES)));
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE);
  opening.onupgradeneeded = () => opening.result.createObjectStore(FILES);
  return answerOf(opening);
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const fileStore = new FileStore();

if (typeof window !== "undefined") setTimeout(() => fileStore.tidy((id) => typedStore.mentions(id)), 6000);
