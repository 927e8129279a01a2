import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { stopWell } from "./stop-well.ts";

const GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

let at: GatedServer | null = null;
afterEach(async () => {
  await at?.close();
  at = null;
});

async function stoppable(
  seconds: number,
  onStop: (open: Set<ServerResponse>) => void = () => undefined,
  endWork: () => Promise<void> = async () => undefined,
) {
  const said: (string | number)[] = [];
  const open = new Set<ServerResponse>();
  const { gate, stop } = stopWell({
    seconds,
    endStreams: () => onStop(open),
    endWork,
    close: async () => void said.push("closed"),
    onCut: (requests) => said.push(`cut ${requests}`),
    exit: (code) => said.push(code),
  });
  at = await gatedServer([gate], (request, response) => {
    if (request.url === "/quick") response.end("quick");
    else open.add(response);
  });
  return { at, stop, open, said };
}

test("A request under way is answered whole, a new one finds nobody, and then the process ends well.", async () => {
  const { at, stop, open, said } = await stoppable(5);
  const slow = await at.dial(GET);
  const idle = await at.dial("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(idle.heard).toContain("quick");
  await expect.poll(() => open.size).toBe(1);
  stop();
  await idle.over;
  await expect(fetch(`http://127.0.0.1:${at.port}`)).rejects.toThrow();
  expect(said).toEqual([]);
  for (const response of open) response.end("all of it");
  await slow.over;
  expect(slow.heard()).toMatch(/connection: close[\s\S]*all of it$/i);
  await expect.poll(() => said).toEqual(["closed", 0]);
});

test("Streams are told to end at once, so that nobody waits for them.", async () => {
  const { at, stop, open, said } = await stoppable(60, (open) => {
    for (const response of open) response.end("retry: 2000\n\n");
  });
  const stream = await at.dial(GET);
  await expect.poll(() => open.size).toBe(1);
  stop();
  await stream.over;
  expect(stream.heard()).toContain("retry: 2000");
  await expect.poll(() => said).toEqual(["closed", 0]);
});

test("Work in the background is waited for like a request, and no longer.", async () => {
  const work = Promise.withResolvers<void>();
  const { stop, said } = await stoppable(60, undefined, () => work.promise);
  stop();
  await sleep(50);
  expect(said).toEqual([]);
  work.resolve();
  await expect.poll(() => said).toEqual(["closed", 0]);
  await at?.close();
  const endless = await stoppable(0, undefined, () => new Promise(() => undefined));
  endless.stop();
  await expect.poll(() => endless.said).toEqual(["closed", 0]);
});

test("What takes longer than it may is cut, and said.", async () => {
  const { at, stop, open, said } = await stoppable(0);
  await at.dial(GET);
  await expect.poll(() => open.size).toBe(1);
  stop();
  await expect.poll(() => said).toEqual(["cut 1", "closed", 0]);
});

test("One Ctrl+C that arrives twice is one; asked again later, it ends at once.", async () => {
  const { at, stop, open, said } = await stoppable(60);
  await at.dial(GET);
  await expect.poll(() => open.size).toBe(1);
  stop();
  stop();
  await sleep(600);
  expect(said).toEqual([]);
  stop();
  expect(said).toEqual([1]);
  for (const response of open) response.end();
});
