import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Which process listens on a port, where Linux tells it: `node (process 4711)`; null where that is not known. */
export function portHolder(port: number): string | null {
  try {
    const sockets = new Set(["tcp", "tcp6"].flatMap((table) => listening(table, port)));
    if (sockets.size === 0) return null;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (socketsOf(pid).some((socket) => sockets.has(socket)))
        return `${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (process ${pid})`;
    }
  } catch {
    // Another system than Linux.
  }
  return null;
}

/** Numbers of the sockets that listen there. */
function listening(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const [, local = "", , state, , , , , , socket = ""] = row.trim().split(/\s+/);
    return state === "0A" && local.endsWith(`:${wanted}`) ? socket : [];
  });
}

/** Empty for a process of somebody else. */
function socketsOf(pid: string): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
