/** Who changed something last, through which door and when. */
export interface LastChange {
  /** "Ben", or "Claude Code for Ben". */
  by: string;
  door: string;
  /** RFC 3339. */
  at: string;
}

/** Every way Turbo refuses, with the HTTP status and the command line's exit code it becomes. The only such table. */
export const ERROR_CODES = {
  malformed: { status: 400, exit: 2, title: "The request could not be read" },
  unauthenticated: { status: 401, exit: 3, title: "Nobody is signed in" },
  forbidden: { status: 403, exit: 1, title: "Not allowed" },
  not_found: { status: 404, exit: 5, title: "Not found" },
  not_allowed_method: { status: 405, exit: 2, title: "Wrong method" },
  too_slow: { status: 408, exit: 1, title: "Too slow" },
  conflict: { status: 409, exit: 1, title: "Conflict" },
  too_large: { status: 413, exit: 1, title: "Too large" },
  unsupported_media: { status: 415, exit: 2, title: "Wrong content type" },
  wrong_host: { status: 421, exit: 1, title: "Wrong host" },
  invalid: { status: 422, exit: 1, title: "Some fields are not right" },
  refused: { status: 422, exit: 1, title: "Refused by a rule" },
  limited: { status: 429, exit: 1, title: "Too many requests" },
  internal: { status: 500, exit: 1, title: "Something broke in Turbo" },
  busy: { status: 503, exit: 4, title: "Busy" },
  configuration: { status: 500, exit: 3, title: "Configuration" },
  database: { status: 503, exit: 4, title: "Database" },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What is wrong with one field: its path in the input (`labels.0`), and a sentence; `allowed` lists valid values where there are few. */
export interface FieldProblem {
  path: string;
  message: string;
  allowed?: string[];
}

interface Extra {
  fields?: FieldProblem[];
  /** The state as it is now, for a conflict. */
  current?: unknown;
  /** Who brought it there, for a conflict. */
  changed?: LastChange;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  cause?: unknown;
}

const REFUSAL = Symbol.for("turbo.refusal");

/** A refusal that the caller can act on. Anything else that is thrown is a bug. */
export class TurboError extends Error {
  /** Bundlers load this module several times, and what one copy of the class made is a refusal to the others as well. */
  static override [Symbol.hasInstance](thrown: unknown): boolean {
    return typeof thrown === "object" && thrown !== null && REFUSAL in thrown;
  }

  readonly [REFUSAL] = true;
  readonly code: ErrorCode;
  readonly fields: FieldProblem[];
  readonly current: unknown;
  readonly changed: LastChange | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, { cause: extra.cause });
    this.name = "TurboError";
    this.code = code;
    this.fields = extra.fields ?? [];
    this.current = extra.current;
    this.changed = extra.changed;
    this.retryAfter = extra.retryAfter;
  }
}

/** A refusal of one field. */
export function invalidField(path: string, message: string, allowed?: string[]): TurboError {
  return fieldRefusal("invalid", path, message, allowed);
}

/** What a field names is not there, or not for who asks. */
export function notFound(path: string, message: string, allowed?: string[]): TurboError {
  return fieldRefusal("not_found", path, message, allowed);
}

/** A rule refuses what a field asks for. */
export function refusedField(path: string, message: string): TurboError {
  return fieldRefusal("refused", path, message);
}

function fieldRefusal(code: ErrorCode, path: string, message: string, allowed?: string[]): TurboError {
  return new TurboError(code, message, { fields: [allowed ? { path, message, allowed } : { path, message }] });
}

/** RFC 9457 problem details of any thrown value; a bug becomes one fixed sentence with the request id. */
export function problemDetails(thrown: unknown, requestId: string): Problem {
  const error = thrown instanceof TurboError ? thrown : null;
  const code = error?.code ?? "internal";
  const detail = error?.message ?? `Turbo failed. Nothing was saved. The log has the cause under request ${requestId}.`;
  return {
    type: `urn:turbo:error:${code}`,
    title: ERROR_CODES[code].title,
    status: ERROR_CODES[code].status,
    code,
    detail,
    fields: error?.fields ?? [],
    requestId,
    ...(error?.current === undefined ? {} : { current: error.current }),
    ...(error?.changed === undefined ? {} : { changed: error.changed }),
    ...(error?.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  };
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  fields: FieldProblem[];
  requestId: string;
  current?: unknown;
  changed?: LastChange;
  retryAfter?: number;
}
