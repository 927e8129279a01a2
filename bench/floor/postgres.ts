import pg from "pg";
import type { Driver, Row } from "./database.ts";

/** The plain driver with a pool, each statement prepared once per connection. */
export function openPostgres(url: string): Driver {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const names = new Map<string, string>();
  const named = (sql: string, values: unknown[]) => {
    const name = names.get(sql) ?? `floor_${names.size}`;
    names.set(sql, name);
    return { name, text: sql, values };
  };
  return {
    all: async (sql, values) => (await pool.query<Row>(named(sql, values))).rows,
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const value = await work(async (sql, values) => (await client.query<Row>(named(sql, values))).rows);
        await client.query("COMMIT");
        return value;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },
    search: {
      match: "words @@ $1::tsquery",
      order: "id",
      expression: (words) => words.map((word) => `'${word}'`).join(" & "),
    },
    now: () => new Date().toISOString(),
    json: JSON.stringify,
  };
}
