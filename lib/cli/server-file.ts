import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ask } from "./http.ts";

/** What `start` leaves for the other commands, readable by its owner only. */
export interface RunningServer {
  pid: number;
  port: number;
  url: string;
  /** The command line's own key. */
  token: string;
  /** Folder of the Turbo that serves. */
  root: string;
  /** The manager that keeps it running, and its name there: `systemd turbo`. */
  service?: string;
}

const fileIn = (dataDirectory: string) => path.join(dataDirectory, "server.json");

export function writeServerFile(dataDirectory: string, server: RunningServer): void {
  const file = fileIn(dataDirectory);
  writeFileSync(`${file}.new`, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Takes the file away unless another server has written its own meanwhile. */
export function removeServerFile(dataDirectory: string, pid: number): void {
  if (readServerFile(dataDirectory)?.pid === pid) rmSync(fileIn(dataDirectory), { force: true });
}

function readServerFile(dataDirectory: string): RunningServer | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDirectory), "utf8")) as RunningServer;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Does a Turbo answer there? */
export async function isHealthy(url: string, patience = 2000): Promise<boolean> {
  try {
    const answer = await ask(`${url}/health/live`, { patience });
    answer.resume();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}

/** The server that runs on this data folder, checked against its process and its health; null where none does. */
export async function runningServer(dataDirectory: string): Promise<RunningServer | null> {
  const server = readServerFile(dataDirectory);
  return server && isAlive(server.pid) && (await isHealthy(server.url)) ? server : null;
}
