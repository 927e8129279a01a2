import { spawnSync } from "node:child_process";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

const UPLOADS = 60;
const SENT = Buffer.alloc(9.5 * 1024 * 1024, "a");
/** Bytes of memory that so many uploads may cost while they are there; together they are nine times as large. */
const MOST = 170 * 1024 * 1024;

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo();
  // What the calls in between cost a server that has just begun is not the uploads'.
  for (let n = 0; n < 600; n++) await (await turbo.rest("GET", "/issues?limit=1")).text();
});
test.afterAll(() => turbo?.stop());

const memory = () =>
  1024 * Number(spawnSync("ps", ["-o", "rss=", "-p", String(turbo.pid)], { encoding: "utf8" }).stdout);

/** Sends most of a large body and then nothing more; resolves with the status it heard once the connection is over. */
function stall(key: string | null): Promise<number> {
  const { hostname, port, host } = new URL(turbo.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let heard = "";
    socket.setEncoding("utf8").on("data", (text) => {
      heard += text;
    });
    socket.on("error", () => undefined).once("close", () => resolve(Number(heard.slice(9, 12))));
    const named = key ? `X-API-Key: ${key}\r\n` : "";
    socket.write(
      `POST /api/v1/comments HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${named}Content-Length: 10485760\r\n\r\n`,
    );
    socket.write(SENT);
  });
}

const callers = [
  { who: "nobody", key: () => null, statuses: [401] },
  { who: "a key that is good", key: () => turbo.agentKey, statuses: [408, 503] },
];
for (const { who, key, statuses } of callers) {
  test(`Uploads of ${who} that stall are answered and ended, and cost little memory; others are served meanwhile.`, async () => {
    test.setTimeout(180_000);
    const before = memory();
    let over = false;
    const stalled = Promise.all(Array.from({ length: UPLOADS }, () => stall(key()))).finally(() => {
      over = true;
    });
    let [most, served] = [0, 0];
    while (!over) {
      const response = await turbo.rest("GET", "/issues?limit=1");
      expect(response.status).toBe(200);
      await response.text();
      served += 1;
      most = Math.max(most, memory() - before);
    }
    const heard = await stalled;
    expect(heard.filter((status) => !statuses.includes(status))).toEqual([]);
    expect(served).toBeGreaterThan(20);
    expect(most).toBeLessThan(MOST);
    expect(turbo.stderr()).toBe("");
  });
}
