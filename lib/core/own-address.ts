import type { Actor } from "./actor.ts";
import { loadConfig } from "./config.ts";

/** The whole address of a page of ours, for somebody to open: under server.public_url, or as the caller reaches us. */
export function ownAddress({ host }: Pick<Actor, "host">, path: string): string {
  const { bound, server } = loadConfig();
  const reached = bound === "wide" && host ? `http://${host}` : `http://127.0.0.1:${server.port}`;
  return (server.publicUrl ?? reached).replace(/\/+$/, "") + path;
}
