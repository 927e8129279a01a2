import { isTimeZone } from "#lib/core/calendar";
import { cookieIn } from "./cookie-in.ts";

/** The cookie in which pages keep the browser's time zone. */
const COOKIE = "turbo-time-zone";

/** The time zone that the browser named in a Cookie header; null where it named none that there is. */
export function timeZoneOf(header: string | null): string | null {
  const zone = cookieIn(header, COOKIE)?.replaceAll("%2F", "/");
  return zone && isTimeZone(zone) ? zone : null;
}
