import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireProjectInUse } from "#lib/domain/subjects/in-use";
import { storedLink } from "./links.ts";
import { requireIssue, requireUsableIssue } from "./queries.ts";
import { Issue, LinkInput } from "./schema.ts";

export const unlinkIssues = defineOperation({
  name: "issues.unlink",
  summary: "Take a link between two issues away.",
  access: "write",
  reach: "projects",
  rest: "DELETE /issues/:issue/links",
  input: LinkInput,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, input, issue) {
    const other = await requireIssue(ctx, input.other, "other");
    requireProjectInUse(other);
    const link = storedLink(input.kind, issue, other);
    const either = link.kind === "relates_to" ? [{ fromId: other.id, toId: issue.id }] : [];
    const stored = { fromId: link.from.id, toId: link.to.id };
    const found = await ctx.db.issueLink.findMany({ where: { kind: link.kind, OR: [stored, ...either] } });
    const { count } = await ctx.db.issueLink.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } });
    // It reads the same from both ends; undo puts it back as it was.
    const turned = found.every(({ fromId }) => fromId !== stored.fromId) ? { turned: true } : {};
    if (count === 0) throw new TurboError("not_found", `${issue.key} has no link ${input.kind} ${other.key}.`);
    ctx.changed({
      kind: "issue",
      id: issue.id,
      key: issue.key,
      projectId: issue.projectId,
      fields: { links: [{ kind: input.kind, issue: other.key, ...turned }, null] },
      about: [
        { kind: "issue", id: issue.id },
        { kind: "issue", id: other.id },
      ],
    });
    return { ...issue, ...(await requireUsableIssue(ctx, issue.id)) };
  },
});
