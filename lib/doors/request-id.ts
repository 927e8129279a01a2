import { newId } from "#lib/core/ids";

/** The id a request is logged under: the caller's own where it is plain, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w.-]{8,64}$/.test(given) ? given : newId();
}
