import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepStatements, type ReadRows } from "./kept-statements.ts";

let native: BetterSqlite3.Database;
let readRows: ReadRows;
beforeEach(() => {
  native = new BetterSqlite3(":memory:");
  native.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
  readRows = keepStatements(native);
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

test("rows read past Prisma hold JSON, yes and no, and numbers as Prisma hands them out, instants as they are stored", () => {
  native.exec("CREATE TABLE thing (at DATETIME, said JSONB, open BOOLEAN, size INTEGER, cost REAL, name TEXT)");
  const insert = "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)";
  const at = new Date("2026-11-27T09:30:00.123Z");
  readRows(insert, [at, '{"a":[1]}', true, 4, 1.5, "one"]);
  readRows(insert, [null, null, false, null, null, null]);
  const stored = "2026-11-27T09:30:00.123+00:00";
  const thing = { at: stored, said: { a: [1] }, open: true, size: 4, cost: 1.5, name: "one" };
  const nothing = { at: null, said: null, open: false, size: null, cost: null, name: null };
  expect(readRows("SELECT * FROM thing ORDER BY name DESC", [])).toEqual([thing, nothing]);
  const same = "SELECT name, count(*) AS many FROM thing WHERE at = ? AND open = ?";
  expect(readRows(same, [at, true])).toEqual([{ name: "one", many: 1 }]);
  expect(readRows(same, [at, false])).toEqual([{ name: null, many: 0 }]);
});

test("every place of a value takes it, and a question mark in a text stays one", () => {
  native.exec("CREATE VIRTUAL TABLE words USING fts5(text)");
  for (const text of ["one", "two?", "it's three"])
    native.prepare("INSERT INTO note (text) VALUES (?)").bind([text]).run();
  native.prepare("INSERT INTO words (text) VALUES (?)").bind(["one two"]).run();
  const all = (sql: string, ...values: unknown[]) => native.prepare(sql).bind(values).raw().all();
  expect(all("SELECT id FROM note WHERE text IN (?, ?) ORDER BY id LIMIT ? OFFSET ?", "one", "two?", 5, 1)).toEqual([
    [2],
  ]);
  expect(all("SELECT id FROM note WHERE text IN (?)", "one")).toEqual([[1]]);
  expect(all("SELECT id FROM note WHERE text LIKE ? || '%?' AND id = ?", "tw", "2")).toEqual([[2]]);
  expect(all("SELECT id FROM note WHERE text = 'it''s three' AND (id, text) > (?, ?)", 2, "")).toEqual([[3]]);
  expect(all("SELECT id FROM note WHERE text IN (SELECT value FROM json_each(?))", '["two?"]')).toEqual([[2]]);
  expect(all("SELECT rowid FROM words WHERE words MATCH ?", "two")).toEqual([[1]]);
  expect(all("WITH one AS (SELECT ? AS a) SELECT a FROM one WHERE a IS NOT ?", 1, null)).toEqual([[1]]);
  native.prepare("UPDATE note SET text = ? WHERE id = ?").bind(["?", 3]).run();
  expect(all("DELETE FROM note WHERE text = ? RETURNING id", "?")).toEqual([[3]]);
});

test("the plan of a statement holds for whatever it is bound to", () => {
  native.exec("CREATE INDEX some ON note (id, text) WHERE text = 'one'");
  const plan = native
    .prepare("EXPLAIN QUERY PLAN SELECT id FROM note WHERE text = ? AND id > 1")
    .bind(["one"])
    .raw()
    .all();
  // An index of some texts alone is chosen only by who looks at the value.
  expect(JSON.stringify(plan)).not.toContain("some");
});
