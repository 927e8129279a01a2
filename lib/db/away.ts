import { TurboError } from "#lib/core/errors";
import { tellTrouble } from "./trouble.ts";

/** What node-postgres, PostgreSQL and Prisma call a database that cannot be reached, or a connection that broke. */
const AWAY = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
  ...["57P01", "57P02", "57P03", "53300", "08000", "08001", "08003", "08004", "08006", "28000", "28P01", "3D000"],
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1017", "P2024", "P2037"],
  ...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections", "TlsConnectionError"],
  ...["AuthenticationFailed", "DatabaseAccessDenied", "DatabaseDoesNotExist"],
]);
const AWAY_MESSAGE =
  /^(Connection terminated|Connection ended|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|terminating connection|server closed the connection)|is not queryable$/;

/** Those of them in which no transaction can have begun. */
const NOT_BEGUN = new Set(["57P03", "53300", "P1001", "P2024", "DatabaseNotReachable", "TooManyConnections"]);

interface Said {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown } | null;
}

/** An error and what caused it, drivers' own objects included. */
function chain(error: unknown, depth = 0): Said[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const said = error as Said;
  return [said, ...chain(said.cause, depth + 1), ...chain(said.meta?.driverAdapterError, depth + 1)];
}

/** The refusal that a full disk of PostgreSQL becomes, or null for any other error. */
export function fullRefusal(error: unknown): TurboError | null {
  const full = chain(error).some(({ code, originalCode }) => code === "53100" || originalCode === "53100");
  if (!full || error instanceof TurboError) return null;
  tellTrouble("storage", "53100");
  const sentence =
    "The disk of the database is full. Nothing of this was saved, all else is kept. Make room, then try again.";
  return new TurboError("database", sentence, { retryAfter: 30, cause: error });
}

/** What a database that is away was called, or null for any other error. */
function awayName(error: unknown): string | null {
  for (const { code, originalCode, kind, message } of chain(error)) {
    const known = [code, originalCode, kind].find((one) => typeof one === "string" && AWAY.has(one));
    if (known) return String(known);
    if (typeof message === "string" && AWAY_MESSAGE.test(message)) return message.slice(0, 100);
  }
  return null;
}

/** The refusal that a database which is away becomes, or null for any other error. `wrote`: amid a write. */
export function awayRefusal(error: unknown, wrote: boolean): TurboError | null {
  if (error instanceof TurboError) return null;
  const name = awayName(error);
  if (name === null) return null;
  tellTrouble("away", name);
  const begun = wrote && !NOT_BEGUN.has(name) && !name.startsWith("timeout exceeded");
  const sentence = begun
    ? "The connection to the database broke. Look whether this was saved, or repeat it with the same idempotency key."
    : `The database does not answer. Nothing was ${wrote ? "saved, all else is kept" : "lost"}; try again in a moment.`;
  return new TurboError("database", sentence, { retryAfter: 2, cause: error });
}
