import { z } from "zod";
import { run } from "#lib/core/operation";
import { createLabel } from "#lib/domain/labels/create-label";
import { listLabels } from "#lib/domain/labels/list-labels";
import { type Label, LabelChanges, LabelFilter } from "#lib/domain/labels/schema";
import { updateLabel } from "#lib/domain/labels/update-label";
import { oneLine, shorten } from "../text/one-line.ts";
import { pageText } from "../text/page-text.ts";
import { COLOUR, CURSOR, type Tool } from "./tool.ts";

export const listLabelsTool: Tool = {
  name: "list_labels",
  description: "The workspace's labels by name.",
  risk: "read",
  idempotent: true,
  input: LabelFilter.pick({ text: true }).extend({ cursor: CURSOR }),
  async call(ctx, args) {
    const page = await run(listLabels, ctx, { limit: 200, ...args });
    return { text: pageText(page, ["label", "labels"], page.items.map(labelLine)), data: page };
  },
};

export const saveLabelTool: Tool = {
  name: "save_label",
  description: "Without label: makes one (name needed). With label: changes the named fields.",
  risk: "write",
  idempotent: false,
  input: z.object({ ...LabelChanges.omit({ version: true }).partial().shape, colour: COLOUR }),
  async call(ctx, args) {
    const label = await (args.label === undefined ? run(createLabel, ctx, args) : run(updateLabel, ctx, args));
    return { text: `${args.label === undefined ? "Made" : "Saved"}.\n${labelLine(label)}`, data: label };
  },
};

function labelLine({ name, colour, description }: Label): string {
  return `${oneLine(name)}  ${colour}${description ? `  ${shorten(description, 60)}` : ""}`;
}
