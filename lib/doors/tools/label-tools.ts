import { z } from "zod";
import { run } from "#lib/core/operation";
import { createLabel } from "#lib/domain/labels/create-label";
import { updateLabel } from "#lib/domain/labels/update-label";
import { labelLine } from "../text/label-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const saveLabelTool: Tool = {
  name: "save_label",
  description: "Without label: makes one (name needed). With label: changes the named fields.",
  risk: "write",
  idempotent: false,
  toolset: "admin",
  input: z.object(fieldsOf([createLabel, updateLabel], ["version"])).partial(),
  unsaid: ["colour"],
  operations: [createLabel, updateLabel],
  async call(ctx, args) {
    const label = await (args.label === undefined ? run(createLabel, ctx, args) : run(updateLabel, ctx, args));
    return { text: `${args.label === undefined ? "Made" : "Saved"}.\n${labelLine(label)}`, data: label };
  },
};
