import path from "node:path";
import type { Inspector } from "./inspector.ts";

/** Makes the SQLite driver of a running server count, by its text, every statement that it is given. */
export async function countStatements(inspector: Inspector, folder: string): Promise<void> {
  const script = JSON.stringify(path.join(folder, "server.js"));
  // The compiler keeps the names of functions by a function of its own, which the server does not have.
  await inspector.value(`{ const __name = (named) => named; (${patch})(${script}); }`);
}

/** Statements since they are counted, by their text. */
export async function statementsSoFar(inspector: Inspector): Promise<Record<string, number>> {
  return inspector.value("globalThis.benchStatements");
}

/** Runs in the server. */
function patch(script: string): void {
  const counts = "benchStatements" in globalThis;
  Object.assign(globalThis, { benchStatements: {} });
  if (counts) return;
  const count = (sql: string) => {
    const { benchStatements } = globalThis as unknown as { benchStatements: Record<string, number> };
    benchStatements[sql] = (benchStatements[sql] ?? 0) + 1;
  };
  const BetterSqlite3 = process.getBuiltinModule("node:module").createRequire(script)("better-sqlite3");
  const probe = new BetterSqlite3(":memory:");
  const prototype = Object.getPrototypeOf(probe.prepare("SELECT 1"));
  for (const method of ["run", "get", "all"]) {
    const original = prototype[method];
    prototype[method] = function (this: { source: string }, ...values: unknown[]) {
      count(this.source);
      return original.apply(this, values);
    };
  }
  const exec = BetterSqlite3.prototype.exec;
  BetterSqlite3.prototype.exec = function (this: object, sql: string) {
    count(sql);
    return exec.call(this, sql);
  };
  probe.close();
}
