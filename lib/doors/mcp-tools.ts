import { type Actor, hasScope } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { requireScope } from "#lib/core/operation";
import { moveToBinTool, restoreTool } from "./tools/bin-tools.ts";
import { listChangesTool } from "./tools/changes-tool.ts";
import { checkTextTool, validateDocumentTool } from "./tools/check-tools.ts";
import { proveCriterionTool } from "./tools/criteria-tool.ts";
import { decisionsForTool, recordDecisionTool } from "./tools/decision-tools.ts";
import { saveDocumentTool } from "./tools/document-tools.ts";
import { findTool as findByFilters } from "./tools/find-tool.ts";
import { getTool } from "./tools/get-tool.ts";
import { listInboxTool } from "./tools/inbox-tool.ts";
import { linkIssuesTool, saveIssueTool } from "./tools/issue-tools.ts";
import { saveLabelTool } from "./tools/label-tools.ts";
import { saveProjectTool } from "./tools/project-tools.ts";
import { proposePlanTool } from "./tools/proposal-tool.ts";
import { finishWorkTool, listQueueTool, startWorkTool } from "./tools/queue-tools.ts";
import { saveInitiativeTool, saveMilestoneTool } from "./tools/save-plan-tools.ts";
import { listing, scopeOfRisk, type Tool, type Toolset } from "./tools/tool.ts";
import { undoTool } from "./tools/undo-tool.ts";
import { askHumanTool, commentTool, logWorkTool } from "./tools/work-tools.ts";

/** The tools that agents see, daily ones first; those of toolsets last. */
export const TOOLS: readonly Tool[] = [
  startWorkTool,
  finishWorkTool,
  listQueueTool,
  findByFilters,
  getTool,
  decisionsForTool,
  saveIssueTool,
  commentTool,
  askHumanTool,
  logWorkTool,
  proposePlanTool,
  recordDecisionTool,
  saveDocumentTool,
  listChangesTool,
  listInboxTool,
  undoTool,
  linkIssuesTool,
  proveCriterionTool,
  saveInitiativeTool,
  saveMilestoneTool,
  validateDocumentTool,
  checkTextTool,
  restoreTool,
  moveToBinTool,
  saveProjectTool,
  saveLabelTool,
];

/** Who asks for tools, and for which further sets of them. */
export interface Asking {
  actor: Actor;
  toolsets: readonly Toolset[];
}

/** Is a tool there for who asks? None is that its key may not use, and of toolsets those that were asked for. */
function isThere({ risk, toolset }: Tool, { actor, toolsets }: Asking): boolean {
  return hasScope(actor, scopeOfRisk(risk)) && (toolset === undefined || toolsets.includes(toolset));
}

const LISTINGS = TOOLS.map((tool) => ({ tool, listed: listing(tool) }));

/** What `tools/list` shows. */
export function listedTools(asking: Asking) {
  return LISTINGS.filter(({ tool }) => isThere(tool, asking)).map(({ listed }) => listed);
}

export function isTool(name: string): boolean {
  return TOOLS.some((tool) => tool.name === name);
}

/** The tool of a name, as far as it is listed; null where there is none at all. Throws `forbidden` with the way to it. */
export function findTool(name: string, asking: Asking): Tool | null {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool || isThere(tool, asking)) return tool ?? null;
  requireScope(asking, { name, access: scopeOfRisk(tool.risk) });
  throw new TurboError(
    "forbidden",
    `${name} is in the toolset ${tool.toolset}, which is not listed here. Add ?tools=${tool.toolset} to the address of Turbo's MCP.`,
  );
}
