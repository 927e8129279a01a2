import { z } from "zod";
import { invalidField } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { undoneText } from "../text/undone-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const undoTool: Tool = {
  name: "undo",
  description: "Take back an event, a request, or all of your session (all: true); what others changed since stays.",
  risk: "write",
  idempotent: true,
  input: z
    .object({ ...fieldsOf([revertEvent, undoEvents], ["key", "user", "from", "to", "request"]), all: z.boolean() })
    .partial(),
  words: { session: "As in your writes." },
  operations: [undoEvents, revertEvent],
  async call(ctx, { event, all, ...args }) {
    const { session } = ctx.actor;
    if (all === true && session === null)
      throw invalidField("session", "Give the session string that you gave in your writes; all undoes what it wrote.");
    if ([event, args.request, all].filter((one) => one !== undefined).length !== 1)
      throw invalidField("event", "Say what to take back: one of event, request and all.");
    const undone =
      event === undefined
        ? await run(undoEvents, ctx, all === true ? { ...args, session } : args)
        : await run(revertEvent, ctx, { ...args, event });
    return { text: undoneText(undone), data: undone };
  },
};
