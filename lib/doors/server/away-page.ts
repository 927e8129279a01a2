import type { IncomingMessage, ServerResponse } from "node:http";
import { PAGE_HEADER } from "#lib/auth/page-header";
import { TurboError } from "#lib/core/errors";
import { requireDatabase } from "#lib/db/require-database";
import { hadTrouble } from "#lib/db/trouble";
import type { Gate } from "./gates.ts";
import { NO_PAGE } from "./security-headers.ts";

/** Answers pages in words while the database is away; what is under /api says so itself. */
export const answerWhileAway: Gate = (request, response) => {
  const url = request.url ?? "/";
  if (NO_PAGE.test(url)) return false;
  request.headers[PAGE_HEADER] = addressOf(url);
  return hadTrouble("away") && answerIfAway(request, response);
};

/** Without what Next adds to the addresses that its own scripts ask for, and of this host for certain. */
function addressOf(url: string): string {
  const { pathname, searchParams } = new URL(url.replace(/^\/+/, "/"), "http://page");
  searchParams.delete("_rsc");
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
}

async function answerIfAway(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  try {
    await requireDatabase();
    return false;
  } catch (error) {
    if (!(error instanceof TurboError)) return false;
    response.writeHead(503, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "retry-after": String(error.retryAfter ?? 2),
    });
    response.end(request.method === "HEAD" ? undefined : PAGE);
    return true;
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="5">
<title>The database is away · Turbo</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px;
    font: 14px/20px system-ui, sans-serif; text-align: center; background: light-dark(#fbfbfc, #0f1013); color: light-dark(#1b1c20, #ececf0); }
  h1 { margin: 0; font-size: 16px; line-height: 24px; font-weight: 600; }
  p { margin: 0; max-width: 44ch; text-wrap: balance; color: light-dark(#5c5f69, #a0a3ad); }
  a { margin-top: 4px; padding: 6px 12px; border-radius: 6px; font-weight: 500; text-decoration: none;
    background: light-dark(oklch(0.52 0.19 272), oklch(0.55 0.18 272)); color: #fff; }
  a:focus-visible { outline: 2px solid oklch(0.56 0.19 272); outline-offset: 2px; }
</style>
<main style="display: contents">
  <h1>The database does not answer</h1>
  <p>Turbo runs, but it cannot reach its database. Nothing was lost. This page tries again by itself every five seconds.</p>
  <a href="">Try again</a>
</main>
</html>
`;
