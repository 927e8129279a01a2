import type { AddToAll } from "./shared-counts.ts";

/** Where what was made is kept beyond one process. It only saves time: whoever asks goes on without it. */
export interface SharedCache {
  /** Null where it is not there. */
  read(name: string): Promise<Uint8Array | null>;
  write(entries: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Removes every entry; then the mark of the last time this was done is another one. */
  clear(): Promise<void>;
  /** That mark; null before the first time. */
  cleared(): Promise<string | null>;
  state(): Promise<SharedState>;
  /** Absent where nothing is counted for all servers. */
  count?: AddToAll;
  close(): Promise<void>;
}

export interface SharedState {
  /** What is in use. */
  backend: "database" | "redis";
  /** Is Redis set and does not answer? */
  away: boolean;
  entries: number | null;
  bytes: number | null;
}
