import { SEARCHES } from "../seed/words.ts";
import type { Call } from "./client.ts";

/** A call of one of the servers, the `n`th time. */
export interface Asked {
  of: "turbo" | "floor" | "node";
  call: (n: number) => Call;
}

export interface Measured {
  /** Group of the report. */
  group: string;
  own: Asked;
  /** What it is held against. */
  base: Asked;
  /** Most times its base's processor time that it may take. */
  times?: number;
  /** Most times as long that it may take among many issues as among few, where that is more than of the others. */
  growth?: number;
  /** How many times fewer calls are made of it: one takes as long as some others, or uses something up. */
  fewer?: number;
}

/** What tells exactly how many there are counts them, one index entry each. */
const COUNTED = 3.2;

const onFloor = (call: Asked["call"]): Asked => ({ of: "floor", call });
const onTurbo = (call: Asked["call"]): Asked => ({ of: "turbo", call });
const get =
  (path: string): Asked["call"] =>
  () => ({ method: "GET", path });

const CREATED = (n: number) => ({ project: "MAIN", title: `Filed over HTTP, ${n}`, priority: "high" });
const CHANGED = (n: number) => ({ title: `Named over HTTP, ${n}` });
/** Among those that are there at each size. */
const keyOf = (n: number) => `MAIN-${1 + (n % 700)}`;
const WORDS = encodeURIComponent(SEARCHES.common);

const FLOOR = {
  ping: onFloor(get("/ping")),
  create: onFloor((n) => ({ method: "POST", path: "/issues", body: CREATED(n) })),
  change: onFloor((n) => ({ method: "PATCH", path: `/issues/${keyOf(n)}`, body: CHANGED(n) })),
  list: onFloor(get("/issues?project=MAIN")),
  search: onFloor(get(`/search?q=${WORDS}`)),
  page: onFloor(() => ({ method: "GET", path: "/rows", headers: AS_A_BROWSER })),
};
const AS_A_BROWSER = { accept: "text/html", "accept-encoding": "gzip" };

/** How one comes in: `key` may write, `cookie` signs in as in a browser, and `ready` are keys of issues to be taken. */
export interface Way {
  key: string;
  cookie: string;
  ready: readonly string[];
}

/** For the names alone of what is measured. */
export const NOBODY: Way = { key: "", cookie: "", ready: [] };

/** What is measured through the running server. */
export function measuredCalls({ key, cookie, ready }: Way): Record<string, Measured> {
  const rest = (method: string, path: (n: number) => string, body?: (n: number) => unknown): Asked =>
    onTurbo((n) => ({ method, path: `/api/v1${path(n)}`, headers: { "x-api-key": key }, body: body?.(n) }));
  const tool = (name: string, args: (n: number) => object): Asked =>
    onTurbo((n) => ({
      method: "POST",
      path: "/api/mcp",
      headers: {
        "x-api-key": key,
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": "2025-11-25",
      },
      body: { jsonrpc: "2.0", id: n, method: "tools/call", params: { name, arguments: args(n) } },
    }));
  const page = (path: string): Asked => onTurbo(() => ({ method: "GET", path, headers: { ...AS_A_BROWSER, cookie } }));
  const create = rest("POST", () => "/issues", CREATED);
  const readOne = rest("GET", (n) => `/issues/${keyOf(n)}`);
  const list = rest("GET", () => "/issues?project=MAIN&sort=-updatedAt&limit=50");
  return {
    ping: { group: "floor", own: FLOOR.ping, base: { of: "node", call: get("/") } },
    health: { group: "REST", own: onTurbo(get("/health")), base: FLOOR.ping },
    // The floor's ping asks no database, which costs a round trip more on PostgreSQL.
    "read one": { group: "REST", own: readOne, base: FLOOR.ping, times: 4 },
    "list of 50": { group: "REST", own: list, base: FLOOR.list, times: 3 },
    search: {
      group: "REST",
      own: rest("GET", () => `/search?q=${WORDS}`),
      base: FLOOR.search,
      times: 3.5,
      // What is so called comes before what says so, and to find that, all that say so are looked at.
      growth: 2,
    },
    "get card": {
      group: "MCP",
      own: tool("get", (n) => ({ key: keyOf(n), detail: "card" })),
      base: readOne,
      times: 1.3,
    },
    // With what REST answers in four more places: comments, attachments, work logs, references.
    get: { group: "MCP", own: tool("get", (n) => ({ key: keyOf(n) })), base: readOne },
    find: {
      group: "MCP",
      own: tool("find", () => ({ project: "MAIN", limit: 50 })),
      // It tells how many there are in all.
      base: rest("GET", () => "/issues?project=MAIN&limit=50&total=true"),
      times: 1.3,
      growth: COUNTED,
    },
    "list page": { group: "pages", own: page("/projects/MAIN"), base: FLOOR.page, times: 4, growth: COUNTED, fewer: 4 },
    "issue page": { group: "pages", own: page("/issues/MAIN-7"), base: FLOOR.page, times: 4, fewer: 4 },
    // Each call takes another issue, and answers its brief.
    start_work: {
      group: "MCP",
      own: tool("start_work", (n) => ({ issue: ready[n % Math.max(1, ready.length)], session: `window ${n}` })),
      base: FLOOR.create,
      times: 4.5,
      fewer: 4,
    },
    change: {
      group: "REST",
      own: rest("PATCH", (n) => `/issues/${keyOf(n)}`, CHANGED),
      base: FLOOR.change,
      times: 3.5,
    },
    create: { group: "REST", own: create, base: FLOOR.create, times: 3.5 },
    save_issue: { group: "MCP", own: tool("save_issue", CREATED), base: create, times: 1.3 },
  };
}
