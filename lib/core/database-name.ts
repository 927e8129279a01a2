/** A database's address without its password. */
export function databaseName(url: string): string {
  if (url.startsWith("file:")) return url.slice("file:".length);
  try {
    const { host, pathname } = new URL(url);
    return `PostgreSQL ${host}${pathname}`;
  } catch {
    return "PostgreSQL";
  }
}
