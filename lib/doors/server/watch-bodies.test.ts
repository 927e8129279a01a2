import { pipeline, Transform } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { type BodyPace, watchBodies } from "./watch-bodies.ts";

const PACE: BodyPace = { idleMs: 300, lingerMs: 100, lastMs: 600, window: { ms: 400, bytes: 100 } };
const POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";

let at: GatedServer | null = null;
afterEach(async () => {
  await at?.close();
  at = null;
});

test("A body that stops coming ends with its connection, and one that comes on is left alone.", async () => {
  at = await gatedServer([watchBodies(PACE)], (request) => void request.on("error", () => undefined).resume());
  const stalled = await at.dial(`${POST}something`);
  const coming = await at.dial(POST);
  const sending = setInterval(() => coming.socket.write("x".repeat(200)), 50);
  await stalled.over;
  await sleep(500);
  expect(coming.socket.destroyed).toBe(false);
  clearInterval(sending);
  await coming.over;
});

test("A body that trickles is ended although something comes all the time.", async () => {
  at = await gatedServer([watchBodies(PACE)], (request) => void request.on("error", () => undefined).resume());
  const { socket, over } = await at.dial(POST);
  const sending = setInterval(() => socket.write("x"), 50);
  await over;
  clearInterval(sending);
});

test("A body that waits for its reader is not taken for one that stalls.", async () => {
  const read: number[] = [];
  const pace = { ...PACE, idleMs: 1_000, window: { ms: 1_000, bytes: 100 } };
  at = await gatedServer([watchBodies(pace)], (request, response) => {
    setTimeout(() => {
      request.on("data", (piece: Buffer) => read.push(piece.byteLength)).on("end", () => response.end("read"));
    }, 2_500);
  });
  const { heard } = await at.dial(POST + "x".repeat(1_000_000));
  await expect.poll(heard, { timeout: 10_000 }).toContain("read");
  expect(read.reduce((a, b) => a + b, 0)).toBe(1_000_000);
});

test("Who is answered early hears the answer; what still comes is thrown away, and silence ends the connection.", async () => {
  at = await gatedServer([watchBodies(PACE)], (_, response) => void response.writeHead(401).end("who asks?"));
  const { heard, over } = await at.dial(POST + "x".repeat(900_000));
  await over;
  expect(heard()).toContain("who asks?");
  expect(at.server.listening).toBe(true);
});

test("Who sends the rest after an early answer keeps the connection.", async () => {
  at = await gatedServer([watchBodies(PACE)], (request, response) => void response.end(`at ${request.url}`));
  const { heard, socket } = await at.dial(POST + "x".repeat(1_000_000));
  await sleep(400);
  socket.write("GET /again HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(heard).toContain("at /again");
});

test("A body whose reader fails is ended as well, and those after it are watched on.", async () => {
  at = await gatedServer([watchBodies(PACE)], (request) => {
    if (request.url !== "/fails") return void request.on("error", () => undefined).resume();
    const refusing = new Transform({ transform: (_, __, done) => done(new Error("too much")) });
    pipeline(request, refusing, () => undefined);
  });
  const failed = await at.dial(`${POST.replace("/ ", "/fails ")}something`);
  const stalled = await at.dial(`${POST}something`);
  await Promise.all([failed.over, stalled.over]);
});

test("A connection that asks for another protocol is ended.", async () => {
  at = await gatedServer([], (_, response) => void response.end("here"));
  const first = await at.dial("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await first.over;
  at.server.on("upgrade", () => undefined);
  const { over } = await at.dial("GET /hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  await over;
});
