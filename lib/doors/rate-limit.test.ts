import { expect, onTestFinished, test } from "vitest";
import type { TurboError } from "#lib/core/errors";
import { SharedCounts, settleCounts } from "#lib/core/shared-counts";
import { type Counted, rateLimitHeaders, requireTurn, takeTurn } from "./rate-limit.ts";

const START = 1_000_000;
const key = (id: string): Counted => ({ by: "key", id });

function refusalOf(work: () => unknown): TurboError | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as TurboError;
  }
}

test("Turns run out, and come back evenly.", () => {
  for (let turn = 0; turn < 60; turn += 1) takeTurn(key("even"), 60, START);
  expect(refusalOf(() => takeTurn(key("even"), 60, START))).toMatchObject({ code: "limited", retryAfter: 1 });
  expect(refusalOf(() => takeTurn(key("even"), 60, START + 999))).toMatchObject({ code: "limited" });
  expect(takeTurn(key("even"), 60, START + 1000)).toMatchObject({ remaining: 0, reset: 60 });
});

test("One caller's turns are nobody else's, and looking takes none.", () => {
  takeTurn(key("a"), 1, START);
  requireTurn(key("b"), 1, START);
  requireTurn(key("b"), 1, START);
  expect(refusalOf(() => requireTurn(key("a"), 1, START))).toMatchObject({ code: "limited" });
  expect(takeTurn({ by: "address", id: "a" }, 1, START)).toMatchObject({ by: "address", remaining: 0 });
});

test("Turns that other servers gave are missing here, too.", async () => {
  const counts = new SharedCounts(async (added) => new Map([...added].map(([name, { count }]) => [name, count + 7])));
  settleCounts(counts);
  onTestFinished(() => settleCounts(null));
  expect(takeTurn(key("shared"), 10, START)).toMatchObject({ remaining: 9 });
  await counts.exchange();
  expect(takeTurn(key("shared"), 10, START)).toMatchObject({ remaining: 1 });
});

test("No limit counts nothing and tells nothing.", () => {
  expect(takeTurn(key("free"), 0, START)).toBeNull();
  expect(rateLimitHeaders(null)).toEqual({});
});

test("What is left is told as structured fields.", () => {
  expect(rateLimitHeaders(takeTurn(key("told"), 10, START))).toEqual({
    "ratelimit-policy": '"key";q=10;w=60',
    ratelimit: '"key";r=9;t=6',
  });
});
