import type { IncomingMessage, ServerResponse } from "node:http";
import { invalidField, TurboError } from "#lib/core/errors";
import { answerProblem } from "./answer.ts";
import type { Gate } from "./gates.ts";

/** What is answered elsewhere than in REST's own table, and the methods it takes. */
const DOORS: readonly (readonly [path: RegExp, methods: readonly string[]])[] = [
  [/^\/(api\/)?mcp$/, ["GET", "POST", "DELETE"]],
  [/^\/(api\/)?mcp\/tools\/[^/]+$/, ["POST"]],
  [/^\/(api\/)?health(\/(live|ready))?$/, ["GET", "HEAD"]],
  [/^\/(metrics|admin\/(audit|status))$/, ["GET", "HEAD"]],
  [/^\/admin\/cache\/clear$/, ["POST"]],
  [/^\/api\/events$/, ["GET"]],
  [/^\/api\/(set-up|join|reset)$/, ["POST"]],
  [/^\/api\/(sign-in\/passkey|passkeys)(\/options)?$/, ["POST"]],
  [/^\/api\/sign-in\/github$/, ["POST"]],
  [/^\/api\/sign-in\/github\/back$/, ["GET"]],
  [/^\/api\/cron$/, ["GET", "POST"]],
  [/^\/api\/auth\/.+$/, ["GET", "HEAD", "POST"]],
  [/^\/api\/v1\/openapi\.json$/, ["GET", "HEAD"]],
  [/^\/api\/v1\/attachments\/[^/]+\/content$/, ["GET", "HEAD"]],
];
const PAGES = ["GET", "HEAD"];
const FORMS = ["/sign-in", "/setup", "/join", "/reset"];
/** What clients ask that look for an OAuth server, and Next's own tools where it serves the sources. */
const ALSO_POSTED = /^\/(register$|\.well-known\/|__nextjs)/;
const KNOWN = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Answers what Next would answer in its own words: paths that cannot be read, addresses and methods no door has. */
export const answerOddRequests: Gate = (request, response) => {
  const target = originForm(request.url ?? "/");
  if (target === null) {
    const sentence = "A request names a path that begins with /, or a whole address with http:// before it.";
    return answerProblem(request, response, new TurboError("malformed", sentence));
  }
  request.url = target;
  const [path = "/", query] = (request.url ?? "/").split(/\?(.*)/s);
  if (!/^\/(api|mcp|health|metrics|admin)(\/|$)/.test(path)) return passPage(request, response, path, query);
  if (!isReadable(path)) {
    const sentence = `"${path.slice(0, 200)}" is not encoded as URLs are: % stands before two hexadecimal digits of UTF-8.`;
    return answerProblem(request, response, new TurboError("malformed", sentence));
  }
  const at = path.length > 1 ? path.replace(/\/+$/, "") : path;
  const method = request.method ?? "GET";
  const door = DOORS.find(([pattern]) => pattern.test(at));
  if (door)
    return method === "OPTIONS" || door[1].includes(method) ? false : wrongMethod(request, response, at, door[1]);
  if (!/^\/api\/v1\/./.test(at)) return nothingAt(request, response, at);
  if (!KNOWN.includes(method)) return wrongRestMethod(request, response, at);
  // Next loses this name from the query on its way to REST, which cannot refuse what it never sees.
  if (method === "OPTIONS" || !new URLSearchParams(query).has("__proto__")) return false;
  return answerProblem(request, response, invalidField("__proto__", "__proto__: There is no such field."));
};

/** What was asked for from its path on, also where the whole address was named, as to a proxy; null for what is neither. */
function originForm(target: string): string | null {
  if (target.startsWith("/")) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return null;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/** REST's own table is not held here as well: hardly anybody asks with such a method. */
async function wrongRestMethod(request: IncomingMessage, response: ServerResponse, at: string): Promise<true> {
  const { allowedMethods } = await import("../rest-routes.ts");
  const methods = allowedMethods(at.slice("/api/v1".length));
  return methods.length > 0 ? wrongMethod(request, response, at, methods) : nothingAt(request, response, at);
}

function nothingAt(request: IncomingMessage, response: ServerResponse, at: string): true {
  const sentence = `There is nothing at ${at.slice(0, 200)}. /docs/api lists what there is under /api/v1; MCP is at /api/mcp.`;
  return answerProblem(request, response, new TurboError("not_found", sentence));
}

/** Pages are only read. An address that cannot be decoded is one that no page has: it goes on so that it can be, to the page's own "not found". */
function passPage(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string | undefined,
): boolean {
  const method = request.method ?? "";
  // A form that was sent before its page had come to life: the page is shown again, and what was typed is in no address.
  if (method === "POST" && FORMS.includes(path))
    return answerSeeOther(response, query === undefined ? path : `${path}?${query}`);
  if (!PAGES.includes(method) && !(method === "POST" && ALSO_POSTED.test(path)))
    return wrongMethod(request, response, path, PAGES);
  if (isReadable(path)) return false;
  request.url = path.replaceAll("%", "%25") + (query === undefined ? "" : `?${query}`);
  return false;
}

function answerSeeOther(response: ServerResponse, location: string): true {
  response.writeHead(303, { location, "cache-control": "no-store" }).end();
  return true;
}

function wrongMethod(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  methods: readonly string[],
): true {
  const [allow, method] = [[...methods].sort().join(", "), request.method];
  const error = new TurboError("not_allowed_method", `${path.slice(0, 200)} takes ${allow}, not ${method}.`);
  return answerProblem(request, response, error, { allow });
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
