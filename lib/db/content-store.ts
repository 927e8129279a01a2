import type { StagedContent } from "#lib/core/staged-content";
import type { Transaction } from "./transaction.ts";

/** Where the contents of files lie, each once, by the hash of its bytes. No content is ever held in memory whole. */
export interface ContentStore {
  /** Takes a stream in while hashing it. Nothing is left of it when the stream or the disk fails. */
  stage(body: AsyncIterable<Uint8Array>): Promise<StagedContent>;
  /** Puts staged content in its place, within the transaction that writes the row which refers to it. */
  publish(tx: Transaction, content: StagedContent): Promise<void>;
  /** Clears away what staging left, and the content itself where no row came to refer to it. */
  release(content: StagedContent): Promise<void>;
  /** Removes contents that no file refers to any more; answers how many. */
  sweep(): Promise<number>;
  /** The bytes from `first` to `last`, both included. */
  read(hash: string, first: number, last: number): AsyncIterable<Uint8Array>;
}

/** What staging left is cleared away after so long, in milliseconds: its process was killed. */
export const LEFT_OVER = 24 * 60 * 60 * 1000;
