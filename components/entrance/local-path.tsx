/** Where to go after signing in: a path of our own, and the start page for anything else. */
export function localPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return "/";
  const here = "http://turbo.invalid";
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null;
  return url?.origin === here ? url.pathname + url.search + url.hash : "/";
}
