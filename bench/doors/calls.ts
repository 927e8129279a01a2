import type { Call } from "./client.ts";

/** The authenticated route that does nothing: what a request costs at least. */
export const FLOOR = (key: string): Call => ({ method: "GET", path: "/api/v1/ping", headers: { "x-api-key": key } });

interface Measured {
  /** Group of the report. */
  group: string;
  call: (n: number) => Call;
  /** Most times the floor that it may take. */
  times?: number;
}

const LIST = "/api/v1/issues?project=MAIN&sort=-updatedAt&limit=50";

/** What is measured through the running server. `cookie` signs in, as in a browser; `issue` exists. */
export function measuredCalls(key: string, cookie: string): Record<string, Measured> {
  const rest = (method: string, path: string, body?: unknown): Call => ({
    method,
    path,
    headers: { "x-api-key": key },
    body,
  });
  const tool = (n: number, name: string, args: object): Call => ({
    method: "POST",
    path: "/api/mcp",
    headers: {
      "x-api-key": key,
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-11-25",
    },
    body: { jsonrpc: "2.0", id: n, method: "tools/call", params: { name, arguments: args } },
  });
  const page = (path: string): Call => ({ method: "GET", path, headers: { cookie, accept: "text/html" } });
  return {
    create: {
      group: "REST",
      times: 3,
      call: (n) =>
        rest("POST", "/api/v1/issues", { project: "MAIN", title: `Filed over HTTP, ${n}`, priority: "high" }),
    },
    "list 50": { group: "REST", times: 3, call: () => rest("GET", LIST) },
    get: { group: "REST", call: (n) => rest("GET", `/api/v1/issues/MAIN-${1 + (n % 700)}`) },
    update: {
      group: "REST",
      call: (n) => rest("PATCH", `/api/v1/issues/MAIN-${1 + (n % 700)}`, { title: `Named over HTTP, ${n}` }),
    },
    search: { group: "REST", call: () => rest("GET", "/api/v1/search?q=zirconium") },
    "MCP find_issues": { group: "MCP", call: (n) => tool(n, "find_issues", { project: "MAIN" }) },
    "MCP create_issue": {
      group: "MCP",
      call: (n) => tool(n, "create_issue", { project: "MAIN", title: `Filed by an agent, ${n}` }),
    },
    "page of a project's issues": { group: "page", call: () => page("/projects/MAIN") },
    "page of an issue": { group: "page", call: () => page("/issues/MAIN-7") },
  };
}
