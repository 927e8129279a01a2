import { type Actor, hasScope } from "#lib/core/actor";
import { moveToBinTool, restoreTool } from "./tools/bin-tools.ts";
import { findIssuesTool } from "./tools/find-issues-tool.ts";
import { createIssueTool, getIssueTool, linkIssuesTool, updateIssueTool } from "./tools/issue-tools.ts";
import { listLabelsTool, saveLabelTool } from "./tools/label-tools.ts";
import { listProjectsTool, saveProjectTool } from "./tools/project-tools.ts";
import { listing, scopeOfRisk, type Tool } from "./tools/tool.ts";
import { commentTool, listChangesTool, logWorkTool } from "./tools/work-tools.ts";

/** The tools that agents see, daily ones first. */
export const TOOLS: readonly Tool[] = [
  findIssuesTool,
  getIssueTool,
  createIssueTool,
  updateIssueTool,
  commentTool,
  logWorkTool,
  linkIssuesTool,
  listProjectsTool,
  saveProjectTool,
  listChangesTool,
  listLabelsTool,
  saveLabelTool,
  restoreTool,
  moveToBinTool,
];

const LISTINGS = TOOLS.map((tool) => ({ tool, listed: listing(tool) }));

/** What `tools/list` shows to this actor: no tool that its key may not use. */
export function listedTools(actor: Actor) {
  return LISTINGS.filter(({ tool }) => hasScope(actor, scopeOfRisk(tool.risk))).map(({ listed }) => listed);
}

export function findTool(name: string): Tool | null {
  return TOOLS.find((tool) => tool.name === name) ?? null;
}
