import { afterAll, beforeAll, expect, test } from "vitest";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { answerAuth } from "./answer-auth.ts";

let world: DoorWorld;
beforeAll(async () => {
  world = await makeDoorWorld("sqlite", 4158);
});
afterAll(() => world.close());

test.each([
  ["of 10 MB", { "content-length": "10485760" }],
  ["of a length that is not told", {}],
])("A sign-in %s is refused before a byte of it is taken.", async (_, length) => {
  let taken = 0;
  const body = new ReadableStream({ pull: () => void taken++ }, { highWaterMark: 0 });
  const headers = { host: "127.0.0.1:4158", "content-type": "application/x-www-form-urlencoded", ...length };
  const init = { method: "POST", headers, body, duplex: "half" } as unknown as RequestInit;
  const request = new Request(`${world.origin}/api/auth/callback/credentials`, init);
  const response = await answerAuth(request, { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) });
  expect([response.status, taken]).toEqual([413, 0]);
});
