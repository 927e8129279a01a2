import { execFile } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { TurboError } from "#lib/core/errors";
import { hasSources, turboRoot, turboVersion } from "./place.ts";

const PACKAGE = "turbo-plan";
const PATIENCE = 20_000;

export interface UpdateReport {
  version: string;
  newest: string;
  isNewer: boolean;
  /** What brings the newest, where there is one. */
  command: string | null;
}

/** Asks the package registry that npm is set up with for the newest Turbo. Nothing else is sent, and nothing by itself. */
export async function checkForUpdate(): Promise<UpdateReport> {
  const [version, newest] = [turboVersion(), await newestVersion()];
  const isNewer = compare(newest, version) > 0;
  const command = hasSources() ? "git pull && npm start" : `npm install --global ${PACKAGE}@${newest}`;
  return { version, newest, isNewer, command: isNewer ? command : null };
}

export function updateText({ version, newest, isNewer, command }: UpdateReport): string {
  if (!isNewer) return `Turbo ${version} is the newest.`;
  return `Turbo ${newest} is there; this is ${version}.\nMake a backup, then: ${command}\nThe next start brings the database up to date.`;
}

async function newestVersion(): Promise<string> {
  const { npmCommand } = await import(pathToFileURL(path.join(turboRoot(), "bin/fit-node.mjs")).href);
  const { file, args, shell } = npmCommand();
  try {
    const asked = [
      ...args,
      "view",
      `${PACKAGE}@latest`,
      "version",
      "--json",
      "--fetch-retries=0",
      "--no-update-notifier",
    ];
    const { stdout } = await promisify(execFile)(file, asked, { shell, timeout: PATIENCE });
    return String(JSON.parse(stdout));
  } catch (error) {
    const { stdout = "", stderr = "", code } = error as { stdout?: string; stderr?: string; code?: unknown };
    throw new TurboError("refused", `${reason(`${stdout}${stderr}`, code)} This is Turbo ${turboVersion()}.`);
  }
}

function reason(said: string, code: unknown): string {
  if (code === "ENOENT") return "npm was not found, which asks the package registry.";
  if (/E404/.test(said)) return `The package registry has no ${PACKAGE}.`;
  return "The package registry did not answer. Try again when the network is back.";
}

/** Below zero where the first version is older; parts beyond the third are not looked at. */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const place = [0, 1, 2].find((at) => a?.[at] !== b?.[at]);
  return place === undefined ? 0 : (a?.[place] ?? 0) - (b?.[place] ?? 0);
}
