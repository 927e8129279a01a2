import { type Actor, hasScope } from "#lib/core/actor";
import { moveToBinTool, restoreTool } from "./tools/bin-tools.ts";
import { decisionsForTool, recordDecisionTool } from "./tools/decision-tools.ts";
import { saveDocumentTool } from "./tools/document-tools.ts";
import { findIssuesTool } from "./tools/find-issues-tool.ts";
import { findPlanTool } from "./tools/find-plan-tool.ts";
import { getDocumentTool, getIssueTool, getPlanTool } from "./tools/get-tools.ts";
import { listInboxTool } from "./tools/inbox-tool.ts";
import { createIssueTool, linkIssuesTool, updateIssueTool } from "./tools/issue-tools.ts";
import { saveLabelTool } from "./tools/label-tools.ts";
import { saveProjectTool } from "./tools/project-tools.ts";
import { saveInitiativeTool, saveMilestoneTool } from "./tools/save-plan-tools.ts";
import { listing, scopeOfRisk, type Tool, type Toolset } from "./tools/tool.ts";
import { undoTool } from "./tools/undo-tool.ts";
import { commentTool, listChangesTool, logWorkTool } from "./tools/work-tools.ts";

/** The tools that agents see, daily ones first; those of toolsets last. */
export const TOOLS: readonly Tool[] = [
  findIssuesTool,
  getIssueTool,
  decisionsForTool,
  createIssueTool,
  updateIssueTool,
  commentTool,
  logWorkTool,
  linkIssuesTool,
  findPlanTool,
  getPlanTool,
  getDocumentTool,
  recordDecisionTool,
  saveInitiativeTool,
  saveMilestoneTool,
  saveDocumentTool,
  listChangesTool,
  listInboxTool,
  undoTool,
  restoreTool,
  moveToBinTool,
  saveProjectTool,
  saveLabelTool,
];

const LISTINGS = TOOLS.map((tool) => ({ tool, listed: listing(tool) }));

/** What `tools/list` shows to this actor: no tool that its key may not use, and of toolsets those that were asked for. */
export function listedTools(actor: Actor, toolsets: readonly Toolset[] = []) {
  return LISTINGS.filter(({ tool: { risk, toolset } }) => {
    return hasScope(actor, scopeOfRisk(risk)) && (toolset === undefined || toolsets.includes(toolset));
  }).map(({ listed }) => listed);
}

export function findTool(name: string): Tool | null {
  return TOOLS.find((tool) => tool.name === name) ?? null;
}
