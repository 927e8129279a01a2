import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "./start.ts";

let turbo: RunningTurbo;
test.beforeEach(async () => {
  turbo = await startTurbo();
  expect((await turbo.rest("POST", "/projects", { name: "Ending", key: "END" })).status).toBe(201);
});
test.afterEach(() => turbo?.stop());

/** A write whose body is held back until `finish`; resolves with what it was answered. */
function slowWrite(): { answered: Promise<{ status: number; connection: string; body: string }>; finish: () => void } {
  const body = JSON.stringify({ project: "END", title: "Begun before the end" });
  const headers = {
    "x-api-key": turbo.ownerKey,
    "content-type": "application/json",
    "content-length": String(body.length),
  };
  const asked = request(`${turbo.url}/api/v1/issues`, { method: "POST", headers });
  asked.write(body.slice(0, 10));
  const answered = new Promise<{ status: number; connection: string; body: string }>((resolve, reject) => {
    asked.once("error", reject).once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      const { statusCode = 0, headers } = response;
      response.on("end", () => resolve({ status: statusCode, connection: headers.connection ?? "", body: text }));
    });
  });
  answered.catch(() => undefined);
  return { answered, finish: () => asked.end(body.slice(10)) };
}

const isAlive = () => {
  try {
    return process.kill(turbo.pid, 0);
  } catch {
    return false;
  }
};

test("A server asked to end answers what is under way whole, takes nothing new, sends listeners away and ends well.", async () => {
  const events = await fetch(`${turbo.url}/api/events`, { headers: { "x-api-key": turbo.ownerKey } });
  const stream = events.text();
  const { answered, finish } = slowWrite();
  await sleep(500);
  const stopping = turbo.cli(["stop"]);
  expect(await stream).toMatch(/event: hello[\s\S]*retry: 2000\n\n$/);
  await expect(fetch(`${turbo.url}/health/live`)).rejects.toThrow();
  await sleep(1_000);
  expect(isAlive()).toBe(true);
  finish();
  const { status, connection, body } = await answered;
  expect([status, connection, JSON.parse(body).key]).toEqual([201, "close", "END-1"]);
  const stopped = await stopping;
  expect(stopped.stdout).toMatch(/finishes those under way, for 10 s at most\.\nTurbo at \S+ was ended\.\n$/);
  expect(stopped.code).toBe(0);
  expect(turbo.stderr()).toBe("");
});

test("Asked again, it ends at once; one Ctrl+C that reaches server and launcher is one.", async () => {
  const { answered } = slowWrite();
  await sleep(500);
  process.kill(turbo.pid, "SIGINT");
  process.kill(turbo.pid, "SIGINT");
  await sleep(1_000);
  expect(isAlive()).toBe(true);
  process.kill(turbo.pid, "SIGINT");
  await expect(answered).rejects.toThrow();
  await expect.poll(isAlive, { timeout: 2_000 }).toBe(false);
});
