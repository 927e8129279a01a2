import { z } from "zod";
import { run } from "#lib/core/operation";
import { checkDocument } from "#lib/domain/documents/check-document";
import { checkText } from "#lib/domain/documents/check-text";
import { findingsText } from "../text/findings-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const validateDocumentTool: Tool = {
  name: "validate_document",
  description:
    "Check a document against what is so: dead keys, superseded decisions, stale statuses and dates, broken links, secrets.",
  risk: "read",
  idempotent: true,
  toolset: "checks",
  input: z.object(fieldsOf([checkDocument])),
  operations: [checkDocument],
  async call(ctx, args) {
    const data = await run(checkDocument, ctx, args);
    return { text: findingsText(data), data };
  },
};

export const checkTextTool: Tool = {
  name: "check_text",
  description: "Check a Markdown text as validate_document does, before you write it.",
  risk: "read",
  idempotent: true,
  toolset: "checks",
  input: z.object(fieldsOf([checkText])),
  operations: [checkText],
  async call(ctx, args) {
    const data = await run(checkText, ctx, args);
    return { text: findingsText(data), data };
  },
};
