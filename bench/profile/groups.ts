import type { Place } from "./source-places.ts";

const DRIVER = "SQLite driver and adapter";
/** What is native and called from these is the driver's. */
const CALLERS = [DRIVER, "Turbo lib/db"];

const FILES: readonly [pattern: RegExp, group: string][] = [
  [/^node_modules\/(better-sqlite3|@prisma\/adapter-better-sqlite3)\//, DRIVER],
  [/^node_modules\/(pg|pg-[a-z-]+|@prisma\/adapter-pg)\//, "PostgreSQL driver and adapter"],
  [/^(node_modules\/(\.prisma|@prisma)\/|prisma\/generated\/)/, "Prisma"],
  [/^wasm:/, "Prisma (query compiler)"],
  [/^node_modules\/next-auth\//, "next-auth"],
  [/^node_modules\/next\/dist\/compiled\/(next-server\/app-page|react)/, "React and Next's pages"],
  [/^node_modules\/(react|react-dom|scheduler)\//, "React and Next's pages"],
  [/^node_modules\/next\//, "Next"],
  // As its own source map calls it.
  [/^(node_modules\/shared\/|.*node_modules_lucide-react)/, "package lucide-react"],
  [/^node_modules\/((?:@|%40)[^/]+\/[^/]+|[^/]+)\//, "package "],
  [/^node:(internal\/)?(webstreams|streams|_stream|stream)/, "Node.js: streams"],
  [/^node:(internal\/)?(deps\/undici|fetch)/, "Node.js: fetch's classes"],
  [/^node:(internal\/)?(_?http|http2?|_http)/, "Node.js: http"],
  [/^node:(internal\/)?(net|stream_base_commons|timers|process\/task_queues)/, "Node.js: sockets, timers, queues"],
  [/^node:(internal\/)?(async_hooks|async_local_storage|async_context_frame)/, "Node.js: async context"],
  [/^node:zlib/, "Node.js: compression"],
  [/^node:/, "Node.js: other"],
  [/^(lib\/[^/]+|components|app|instrumentation)/, "Turbo "],
];

/** The part of the server that a function counts to. What is native counts to who called it, save the driver. */
export function groupOf({ file, name }: Place, caller: string): string {
  if (name === "(garbage collector)") return "garbage collection";
  if (name === "(program)") return "native code outside JavaScript";
  if (file === "") return CALLERS.includes(caller) ? DRIVER : caller;
  for (const [pattern, group] of FILES) {
    const found = pattern.exec(file);
    if (found) return group.endsWith(" ") ? `${group}${found[1]}` : group;
  }
  return file;
}
