import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { engineOf } from "#lib/db/connect";

/** Tables that Prisma must leave alone: the full-text index and what FTS5 keeps beside it. */
export function ownTables(engine: "sqlite" | "postgres"): string[] {
  if (engine === "postgres") return ["public.search_entry"];
  return ["", "_data", "_idx", "_content", "_docsize", "_config"].map((suffix) => `search_entry${suffix}`);
}

/**
 * A PostgreSQL script in which every text column compares by code point, as texts do on SQLite, whatever the locale of
 * the database. All of them: a join of columns with different collations cannot use their indexes.
 */
export function codePointOrder(script: string): string {
  return script.replace(/(" TEXT)\b(?! COLLATE)/g, '$1 COLLATE "C"');
}

/** The bindings hold one instance per process, however often this module is loaded. */
const instance = globalThis as typeof globalThis & { turboSchemaEngine?: Promise<void> };

const ENGINE = "@prisma/schema-engine-wasm/schema_engine_bg";

async function load(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve(ENGINE));
  const { instance } = await WebAssembly.instantiate(readFileSync(path.join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's own schema engine as WebAssembly, working through the driver adapter of `url`: no binary is downloaded.
 * `close` also ends its database connections.
 */
export async function schemaEngine(
  url: string,
  schema: string,
): Promise<{ engine: bindings.SchemaEngine; close(): Promise<void> }> {
  instance.turboSchemaEngine ??= load();
  await instance.turboSchemaEngine;
  const factory =
    engineOf(url) === "postgres"
      ? new PrismaPg({ connectionString: url })
      : new PrismaBetterSqlite3({ url, timeout: 15_000 });
  const opened: SqlDriverAdapter[] = [];
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    opened.push(adapter);
    return adapter;
  };
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return {
    engine,
    async close() {
      engine.free();
      await Promise.all(opened.map((adapter) => adapter.dispose()));
    },
  };
}
