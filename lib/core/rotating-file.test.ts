import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exited, startScript } from "#lib/testing/child";
import { openRotatingFile, rotatedFiles } from "./rotating-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = () => path.join(folder, "logs/turbo.log");
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").filter(Boolean);

test("20,000 lines fill six files, oldest last, and none of them is lost.", () => {
  const rotation = { file: inFolder(), maxBytes: 360_000, kept: 5 };
  const log = openRotatingFile(rotation);
  for (let number = 0; number < 20_000; number++)
    log.write(`line ${String(number).padStart(6, "0")} ${"x".repeat(80)}\n`);
  log.close();
  const files = rotatedFiles(rotation);
  expect(readdirSync(path.dirname(rotation.file)).sort()).toEqual(files.map((file) => path.basename(file)).sort());
  const numbers = files.toReversed().flatMap((file) => linesOf(file).map((line) => Number(line.slice(5, 11))));
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, number) => number));
  for (const file of files) {
    expect(statSync(file).size).toBeLessThanOrEqual(360_000);
    expect(modeOf(file)).toBe("640");
  }
});

test("Beyond what is kept the oldest goes; with none kept the file begins anew.", () => {
  const two = openRotatingFile({ file: inFolder(), maxBytes: 20, kept: 1 });
  for (const line of ["first, of twenty bytes\n", "second\n", "third, of twenty bytes\n", "fourth\n"]) two.write(line);
  expect(linesOf(inFolder())).toEqual(["fourth"]);
  expect(linesOf(`${inFolder()}.1`)).toEqual(["third, of twenty bytes"]);
  expect(existsSync(`${inFolder()}.2`)).toBe(false);
  const none = openRotatingFile({ file: path.join(folder, "none.log"), maxBytes: 20, kept: 0 });
  for (const line of ["first, of twenty bytes\n", "second\n"]) none.write(line);
  expect(readdirSync(folder)).toEqual(["logs", "none.log"]);
  expect(linesOf(path.join(folder, "none.log"))).toEqual(["second"]);
});

test("A file that was open to everybody is so no more, and one that somebody took away is made again.", () => {
  const file = path.join(folder, "turbo.log");
  writeFileSync(file, "before\n");
  chmodSync(file, 0o666);
  const log = openRotatingFile({ file, maxBytes: 1000, kept: 5 });
  expect(modeOf(file)).toBe("640");
  rmSync(file);
  log.write("after\n");
  expect(linesOf(file)).toEqual(["after"]);
});

test("A rotation whose process died is taken up by another.", () => {
  const log = openRotatingFile({ file: inFolder(), maxBytes: 20, kept: 1 });
  writeFileSync(`${inFolder()}.rotating`, "");
  for (const line of ["first, of twenty bytes\n", "second\n"]) log.write(line);
  expect(linesOf(inFolder())).toEqual(["first, of twenty bytes", "second"]);
  const long = new Date(Date.now() - 60_000);
  utimesSync(`${inFolder()}.rotating`, long, long);
  for (const line of ["third\n", "fourth\n"]) log.write(line);
  expect(linesOf(inFolder())).toEqual(["fourth"]);
  expect(linesOf(`${inFolder()}.1`)).toEqual(["first, of twenty bytes", "second", "third"]);
});

test("Three processes that write to one log lose no line of each other's.", async () => {
  const file = inFolder();
  const args = [file, "300000", "40"];
  const names = ["a", "b", "c"];
  const writers = await Promise.all(names.map((name) => startScript("write-log.ts", [...args, name, "20000"])));
  for (const writer of writers) writer.say("begin");
  for (const writer of writers) expect(await exited(writer)).toEqual({ code: 0, errors: "" });
  const files = readdirSync(path.dirname(file)).map((name) => path.join(path.dirname(file), name));
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap(linesOf).map((line) => line.split(" ").slice(0, 2).join(" "));
  const wanted = names.flatMap((name) => Array.from({ length: 20_000 }, (_, number) => `${name} ${number}`));
  expect(found.sort()).toEqual(wanted.sort());
});
