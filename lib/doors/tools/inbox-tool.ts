import { z } from "zod";
import { run } from "#lib/core/operation";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { inboxLine } from "../text/inbox-text.ts";
import { listAnswer } from "./list-answer.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const listInboxTool: Tool = {
  name: "list_inbox",
  description: "What waits for your person: mentions, assignments, decisions to accept, due soon.",
  risk: "read",
  idempotent: true,
  input: z.object(fieldsOf([listInbox], ["kind", "limit"])),
  operations: [listInbox],
  call: (ctx, args) =>
    listAnswer((shorter) => run(listInbox, ctx, { ...args, ...shorter }), {
      what: ["thing waits", "things wait"],
      row: inboxLine,
    }),
};
