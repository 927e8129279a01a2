import pino from "pino";
import { expect, test } from "vitest";
import { TurboError } from "#lib/core/errors";
import { logPageError } from "./log-page-error.ts";

test("What a page failed with is logged whole under the request's id; a refusal only where more is asked for.", () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const request = { path: "/enter?token=secret", headers: { "x-request-id": "the-request" } };
  logPageError(new TypeError("it broke"), request, log);
  logPageError(new TurboError("not_found", "It is not there."), request, log);
  expect(lines).toMatchObject([
    {
      msg: "a page failed",
      requestId: "the-request",
      path: "/enter",
      err: { stack: expect.stringContaining("log-page-error") },
    },
  ]);
});
