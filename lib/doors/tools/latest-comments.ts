import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { listComments } from "#lib/domain/comments/list-comments";
import type { ListedComment } from "#lib/domain/comments/schema";
import { quoted } from "#lib/domain/people/quoted";
import { attachmentLine } from "../text/attachment-line.ts";

interface Asked {
  /** Key of what they are on. */
  on: string;
  limit: number;
  cursor?: unknown;
  /** How to call the tool again, but for the cursor. */
  again: string;
}

/** The latest comments on something, the newest last, and how to get earlier ones. */
export async function latestComments(ctx: Context, { on, limit, cursor, again }: Asked) {
  const asked = { on, limit, sort: "-createdAt", total: true };
  const page = await run(listComments, ctx, cursor === undefined ? asked : { ...asked, cursor });
  const { items, nextCursor, total = items.length } = page;
  const older = nextCursor ? `; for older ones ${again}, cursor "${nextCursor}"` : "";
  const whole = cursor === undefined && nextCursor === null;
  const head = `${cursor === undefined ? "The latest " : ""}${items.length} of ${total} comments${older}:`;
  const lines = [...(whole ? [] : [head]), ...[...items].reverse().map(text)];
  return { lines, comments: items };
}

function text({ id, body, author, via, createdAt, attachments, attachmentCount }: ListedComment): string {
  const left = attachmentCount - attachments.length;
  return [
    quoted(body, { what: `Comment ${id}`, author, via, at: createdAt }),
    ...attachments.map(attachmentLine),
    ...(left > 0 ? [`And ${left} more attachments on this comment.`] : []),
  ].join("\n");
}
