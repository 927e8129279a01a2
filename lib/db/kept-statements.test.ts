import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepStatements } from "./kept-statements.ts";

let native: BetterSqlite3.Database;
beforeEach(() => {
  native = new BetterSqlite3(":memory:");
  native.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
  keepStatements(native);
});
afterEach(() => native.close());

test("a statement that is prepared again answers for the values of each call", () => {
  const insert = "INSERT INTO note (text) VALUES (?)";
  for (const text of ["one", "two"]) native.prepare(insert).bind([text]).run();
  const select = "SELECT id, text FROM note WHERE text = ?";
  const [first, second] = ["one", "two"].map((text) => native.prepare(select).bind([text]));
  expect(second?.raw().all()).toEqual([[2, "two"]]);
  expect(first?.raw().all()).toEqual([[1, "one"]]);
  expect(first?.columns().map((column) => [column.name, column.type])).toEqual([
    ["id", "INTEGER"],
    ["text", "TEXT"],
  ]);
});

test("a statement goes on working after a column was added and after many others pushed it out", () => {
  const select = "SELECT id, text FROM note";
  native.prepare(select).bind([]).raw().all();
  native.exec("ALTER TABLE note ADD COLUMN colour TEXT");
  native.prepare("INSERT INTO note (text) VALUES (?)").bind(["one"]).run();
  for (let n = 0; n < 500; n++) expect(native.prepare(`SELECT ${n}`).bind([]).raw().all()).toEqual([[n]]);
  expect(native.prepare(select).bind([]).raw().all()).toEqual([[1, "one"]]);
});
