import { TurboError } from "#lib/core/errors";

/** The API key that a request carries in `X-API-Key` or `Authorization: Bearer`; null where there is none. */
export function bearerKey(headers: Headers): string | null {
  const given = headers.get("x-api-key")?.trim();
  if (given) return given;
  const authorization = headers.get("authorization")?.trim();
  if (!authorization) return null;
  const bearer = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (bearer) return bearer;
  throw new TurboError(
    "unauthenticated",
    "The Authorization header is not a key. Send `Authorization: Bearer turbo_…`, or the key alone as X-API-Key.",
  );
}
