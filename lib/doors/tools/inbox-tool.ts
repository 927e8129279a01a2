import { z } from "zod";
import { run } from "#lib/core/operation";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { INBOX_VIEWS } from "#lib/domain/inbox/schema";
import { inboxLine } from "../text/inbox-text.ts";
import { pageText } from "../text/page-text.ts";
import { TEXT, type Tool } from "./tool.ts";

export const listInboxTool: Tool = {
  name: "list_inbox",
  description: "What waits for the person you work for: mentions, assignments, decisions to accept, due soon.",
  risk: "read",
  idempotent: true,
  input: z.object({ view: z.enum(INBOX_VIEWS).optional(), cursor: TEXT }),
  operations: [listInbox],
  async call(ctx, args) {
    const page = await run(listInbox, ctx, args);
    return { text: pageText(page, ["thing waits", "things wait"], page.items.map(inboxLine)), data: page };
  },
};
