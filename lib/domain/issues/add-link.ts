import type { z } from "zod";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { isOpen } from "./columns.ts";
import { requireNoBlockCycle } from "./cycles.ts";
import type { StoredIssue } from "./issue-row.ts";
import { storedLink } from "./links.ts";
import type { Issue, LinkKind } from "./schema.ts";

/** Links an issue to another one and says so; a link that is there already is left as it is. */
export async function addLink(
  ctx: WriteContext,
  issue: StoredIssue,
  input: { kind: LinkKind; other: StoredIssue },
): Promise<z.input<typeof Issue>> {
  const { other } = input;
  const link = storedLink(input.kind, issue, other);
  if (issue.links.some((had) => had.kind === input.kind && had.issue.id === other.id)) {
    ctx.unchanged();
    return issue;
  }
  await ctx.database.oneAtATime(ctx.db, "links");
  if (link.kind === "blocks") await requireNoBlockCycle(ctx, link.from, link.to);
  const kind = link.kind;
  try {
    await ctx.db.issueLink.createMany({
      data: [{ id: newId(), createdAt: ctx.now, fromId: link.from.id, toId: link.to.id, kind }],
    });
  } catch (error) {
    throw ctx.database.isDuplicate(error) ? lostRace() : error;
  }
  const duplicate = kind === "duplicates" && link.from.status !== "canceled" ? link.from : null;
  if (duplicate) {
    await ctx.db.issue.updateMany({
      where: { id: duplicate.id },
      data: {
        status: "canceled",
        statusOrder: 6,
        resolution: "duplicate",
        updatedAt: ctx.now,
        version: { increment: 1 },
      },
    });
  }
  ctx.changed({
    kind: "issue",
    id: issue.id,
    key: issue.key,
    projectId: issue.projectId,
    fields: { links: [null, { kind: input.kind, issue: other.key }] },
    about: [
      { kind: "issue", id: issue.id },
      { kind: "issue", id: other.id },
    ],
  });
  if (duplicate) {
    ctx.changed({
      kind: "issue",
      id: duplicate.id,
      key: duplicate.key,
      projectId: duplicate.projectId,
      fields: { status: [duplicate.status, "canceled"], resolution: [duplicate.resolution, "duplicate"] },
    });
  }
  const chip = { id: other.id, key: other.key, title: other.title, status: other.status };
  const linked = {
    ...issue,
    blocked: issue.blocked || (input.kind === "blocked_by" && isOpen(other.status)),
    links: [...issue.links, { kind: input.kind, issue: chip }],
  };
  if (duplicate?.id === issue.id) {
    return {
      ...linked,
      status: "canceled" as const,
      resolution: "duplicate" as const,
      version: issue.version + 1,
      updatedAt: ctx.now,
    };
  }
  return linked;
}
