import { createReadStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { ERROR_CODES, type ErrorCode, type Problem, TurboError } from "#lib/core/errors";
import type { Files } from "./files.ts";
import { ask, textOf } from "./http.ts";
import type { Named, Perform, PerformOptions } from "./perform.ts";

interface Remote {
  url: string;
  key: string;
  client: string;
}

/** Performs operations over REST. */
export function remotePerform({ url, key, client }: Remote): Perform {
  return async (operation: Named, input: unknown, options: PerformOptions = {}) => {
    if (!operation.rest) throw new TurboError("malformed", `${operation.name} cannot be asked for over REST.`);
    const { method, path, rest } = request(operation.rest, input as Record<string, unknown>);
    const reads = method === "GET";
    const query = reads ? queryOf(rest) : "";
    const response = await ask(`${url}/api/v1${path}${query}`, {
      method,
      headers: headersOf(key, client, options, !reads),
      ...(reads ? {} : { body: JSON.stringify(rest) }),
    });
    return answered(url, response);
  };
}

/** Carries files over REST. */
export function remoteFiles({ url, key, client }: Remote): Files {
  return {
    async upload(on, file, options = {}) {
      const query = new URLSearchParams({ on, name: path.basename(file) });
      const response = await ask(`${url}/api/v1/attachments?${query}`, {
        method: "POST",
        headers: { ...headersOf(key, client, options, false), "content-type": "application/octet-stream" },
        body: createReadStream(file),
      });
      return answered(url, response);
    },
    async download({ content }) {
      const response = await ask(`${url}${content}`, { headers: headersOf(key, client, {}, false) });
      if (!isGood(response)) throw refusal(url, response, await textOf(response));
      return response;
    },
  };
}

function headersOf(
  key: string,
  client: string,
  { idempotencyKey }: PerformOptions,
  body: boolean,
): Record<string, string> {
  const session = process.env.TURBO_SESSION;
  return {
    "x-api-key": key,
    "x-turbo-door": "cli",
    "x-turbo-client": client,
    ...(session ? { "x-turbo-session": session } : {}),
    ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    ...(body ? { "content-type": "application/json" } : {}),
  };
}

function request(place: string, input: Record<string, unknown>) {
  const [method = "", pattern = ""] = place.split(" ");
  const rest = { ...input };
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    // An empty part would be another path; a space is trimmed to nothing there and refused by its field's name.
    return encodeURIComponent(typeof value === "string" && value !== "" ? value : " ");
  });
  return { method, path, rest };
}

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.size === 0 ? "" : `?${query}`;
}

const isGood = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 200 && statusCode < 300;

/** The answer of an operation; the server parsed it by the operation's own schema on its way out. */
async function answered(url: string, response: IncomingMessage) {
  const text = await textOf(response);
  if (!isGood(response)) throw refusal(url, response, text);
  try {
    return JSON.parse(text);
  } catch {
    throw stranger(url, response);
  }
}

function refusal(url: string, response: IncomingMessage, text: string): TurboError {
  const said = asProblem(text);
  return said ? new TurboError(said.code, said.detail, said) : stranger(url, response);
}

/** Not Turbo, but something before it or in its place. */
function stranger(url: string, { statusCode = 0, headers }: IncomingMessage): TurboError {
  const words = `${url} answered ${statusCode} in words that are not Turbo's.`;
  if (headers.location)
    return new TurboError("configuration", `${url} points to ${headers.location}. Set TURBO_URL to where Turbo is.`);
  if ([502, 503, 504].includes(statusCode))
    return new TurboError("busy", `${words} Turbo behind it does not answer. Try again later.`);
  if (statusCode === 413) return new TurboError("too_large", `${words} It takes no more at once: send less.`);
  return new TurboError("configuration", `${words} TURBO_URL must be the address of a Turbo.`);
}

function asProblem(text: string): Problem | null {
  try {
    const said = JSON.parse(text) as Partial<Problem>;
    return said.code && Object.hasOwn(ERROR_CODES, said.code satisfies ErrorCode) ? (said as Problem) : null;
  } catch {
    return null;
  }
}
