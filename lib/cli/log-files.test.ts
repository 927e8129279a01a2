import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRotatingFile, type Rotation } from "#lib/core/rotating-file";
import { linesAfter, readLog } from "./log-files.ts";
import { sinceOf } from "./logs.ts";

let rotation: Rotation;
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-logs-"));
  rotation = { file: path.join(folder, "turbo.log"), maxBytes: 1_000, kept: 20 };
});
afterEach(() => rmSync(path.dirname(rotation.file), { recursive: true, force: true }));

const START = Date.parse("2026-11-30T12:00:00.000Z");
/** A line a minute, each tenth a warning. */
const line = (number: number) =>
  JSON.stringify({
    level: number % 10 === 0 ? "warn" : "info",
    time: new Date(START + number * 60_000).toISOString(),
    requestId: `request-${number}`,
    msg: `line ${number}`,
  });

function write(from: number, to: number): void {
  const log = openRotatingFile(rotation);
  for (let number = from; number < to; number++) log.write(`${line(number)}\n`);
  log.close();
}

const numbers = (lines: readonly string[]) => lines.map((one) => Number(/line (\d+)/.exec(one)?.[1]));
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => from + place);

test("The last lines are read through the files that were put aside, oldest first.", () => {
  write(0, 100);
  expect(numbers(readLog(rotation, {}, Number.POSITIVE_INFINITY).lines)).toEqual(upTo(0, 100));
  expect(numbers(readLog(rotation, {}, 30).lines)).toEqual(upTo(70, 100));
  expect(readLog(rotation, {}, 0).lines).toEqual([]);
});

test("Level, time and request narrow what is read, all of them together.", () => {
  write(0, 100);
  const all = Number.POSITIVE_INFINITY;
  expect(numbers(readLog(rotation, { level: "warn" }, 3).lines)).toEqual([70, 80, 90]);
  const since = new Date(START + 85 * 60_000);
  expect(numbers(readLog(rotation, { since }, all).lines)).toEqual(upTo(85, 100));
  expect(numbers(readLog(rotation, { since, level: "warn" }, all).lines)).toEqual([90]);
  expect(numbers(readLog(rotation, { request: "request-7" }, all).lines)).toEqual([7]);
  expect(numbers(readLog(rotation, { request: "request-7", level: "warn" }, all).lines)).toEqual([]);
});

test("Following goes on across files that were put aside meanwhile, however many, and reads each line once.", () => {
  write(0, 25);
  let place = readLog(rotation, {}, 5).end;
  const heard: string[] = [];
  const follow = () => {
    const added = linesAfter(rotation, place);
    place = added.place;
    heard.push(...added.lines);
  };
  follow();
  for (const [from, to] of [
    [25, 27],
    [27, 60],
    [60, 61],
    [61, 90],
  ] as const) {
    write(from, to);
    follow();
    follow();
  }
  expect(numbers(heard)).toEqual(upTo(25, 90));
});

test("A log that is not there yet is followed from its first line; half a line waits for its end.", () => {
  const nothing = readLog(rotation, {}, 5);
  expect(nothing).toEqual({ lines: [], end: null });
  const log = openRotatingFile(rotation);
  log.write(`${line(0)}\n${line(1).slice(0, 20)}`);
  const first = linesAfter(rotation, nothing.end);
  expect(numbers(first.lines)).toEqual([0]);
  log.write(`${line(1).slice(20)}\n`);
  expect(numbers(linesAfter(rotation, first.place).lines)).toEqual([1]);
});

test("How far back is said in a unit of time, a date or an instant; anything else is refused with an example.", () => {
  const now = new Date("2026-11-30T12:00:00.000Z");
  expect(sinceOf("90s", now).toISOString()).toBe("2026-11-30T11:58:30.000Z");
  expect(sinceOf("2h", now).toISOString()).toBe("2026-11-30T10:00:00.000Z");
  expect(sinceOf("1w", now).toISOString()).toBe("2026-11-23T12:00:00.000Z");
  expect(sinceOf("2026-11-29T08:00:00Z", now).toISOString()).toBe("2026-11-29T08:00:00.000Z");
  for (const wrong of ["2", "2 hours", "-2h", "yesterday", "2026-13-40"])
    expect(() => sinceOf(wrong, now)).toThrow(/--since takes 90s, 30m, 2h, 3d/);
});
