import { observe, secondsSince } from "#lib/core/metrics";
import type { Transaction } from "./transaction.ts";

type Work<T> = (tx: Transaction) => Promise<T>;

/** Performs a write transaction, and counts how long it waited for its turn and how long it took from there. */
export async function timedWrite<T>(transact: (work: Work<T>) => Promise<T>, work: Work<T>): Promise<T> {
  const asked = performance.now();
  let begun = asked;
  const value = await transact((tx) => {
    begun = performance.now();
    observe("turbo_database_write_wait_seconds", {}, (begun - asked) / 1000);
    return work(tx);
  });
  observe("turbo_database_write_seconds", {}, secondsSince(begun));
  return value;
}
