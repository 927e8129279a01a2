import { newId } from "#lib/core/ids";

/** The id a request is logged under: the caller's own where it is plain, else a new one. */
export function requestIdOf(headers: Headers): string {
  return plainRequestId(headers.get("x-request-id"));
}

export function plainRequestId(given: unknown): string {
  return typeof given === "string" && /^[\w.-]{8,64}$/.test(given) ? given : newId();
}
