/** The value of a cookie in a Cookie header. */
export function cookieIn(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const [left, ...right] = pair.split("=");
    if (left?.trim() === name) return right.join("=").trim();
  }
  return undefined;
}
