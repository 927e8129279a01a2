import { loadConfig } from "#lib/core/config";

const REQUEST_HEADERS =
  "authorization, content-type, idempotency-key, if-match, if-none-match, if-range, last-event-id, range, x-api-key, x-request-id, x-turbo-session";
const RESPONSE_HEADERS =
  "content-disposition, content-range, etag, link, location, ratelimit, ratelimit-policy, retry-after, x-request-id";

/** What lets the pages of an origin that the operator listed read an answer. They bring a key, never a cookie. */
export function corsHeaders(headers: Headers): Record<string, string> {
  const origin = headers.get("origin");
  if (!origin || !loadConfig().security.corsOrigins.includes(origin)) return {};
  return { "access-control-allow-origin": origin, "access-control-expose-headers": RESPONSE_HEADERS, vary: "origin" };
}

/** The answer to a browser that asks before it calls. */
export function preflight(request: Request, methods: readonly string[]): Response {
  const allowed = [...methods, "OPTIONS"].join(", ");
  const headers = new Headers({ allow: allowed, "cache-control": "no-store", ...corsHeaders(request.headers) });
  if (headers.has("access-control-allow-origin")) {
    headers.set("access-control-allow-methods", allowed);
    headers.set("access-control-allow-headers", REQUEST_HEADERS);
    headers.set("access-control-max-age", "600");
  }
  return new Response(null, { status: 204, headers });
}
