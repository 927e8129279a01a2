import { openSqlite } from "./open-sqlite.ts";

/** What SQLite finds wrong with a file, without a look at its indexes' contents; none where it is sound. */
export function quickCheck(file: string): string[] {
  const native = openSqlite(file, { readonly: true, timeout: 5000 });
  try {
    const rows = native.pragma("quick_check(20)") as { quick_check: string }[];
    return rows.map((row) => row.quick_check).filter((said) => said !== "ok");
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    native.close();
  }
}
