import { databaseName } from "#lib/core/database-name";
import { claudeLine } from "#lib/domain/keys/claude-line";
import { hasSources } from "./place.ts";
import { printableLine } from "./printable.ts";

export interface Welcome {
  url: string;
  home: string;
  dataDirectory: string;
  databaseUrl: string;
  /** One-time token for the first browser; null where bound wide. */
  enter: string | null;
  /** One-time code for the set-up page; null where nobody needs it. */
  setupCode: string | null;
  /** The local agents' key; null where bound wide. */
  agentKey: string | null;
}

/** What a start tells: where Turbo is, where its data lies, and how to connect. */
export function welcomeText(welcome: Welcome): string {
  const { url, enter, setupCode, agentKey, dataDirectory, databaseUrl } = welcome;
  const lines = ["", "Turbo is running.", ""];
  if (enter) lines.push("  Open (signs you in, once)", `    ${url}/enter?token=${enter}`, "");
  else lines.push("  Open", `    ${url}`, "");
  if (setupCode) lines.push("  First set-up, with this one-time code", `    ${url}/setup`, `    ${setupCode}`, "");
  lines.push("  Data", `    ${databaseName(databaseUrl)}`, `    ${printableLine(dataDirectory)}`, "");
  lines.push("  Connect Claude Code", `    ${claudeLine(url, agentKey ?? "YOUR_KEY")}`, "");
  if (!agentKey) lines.push("  Make a key under Settings, API keys.", "");
  // Installed nowhere, the command of a clone is found by npx, in its folder.
  const command = hasSources() ? "npx turbo open" : "turbo open";
  lines.push(`Ctrl+C ends it. \`${command}\`, in this folder, signs another browser in.`);
  return lines.join("\n");
}
