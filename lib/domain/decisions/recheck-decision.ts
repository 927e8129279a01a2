import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireInUse } from "#lib/domain/subjects/in-use";
import { requireUsableSubject } from "#lib/domain/subjects/require-subject";
import { toldOf } from "./columns.ts";
import { publicDecision } from "./decision-row.ts";
import { requireDecision } from "./queries.ts";
import { Decision, Recheck } from "./schema.ts";

export const recheckDecision = defineOperation({
  name: "decisions.recheck",
  summary: "Say that an issue or document was looked at again since a decision it leaned on was superseded.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/recheck",
  input: Recheck,
  output: Decision,
  async authorize(ctx, { decision }) {
    return requireInUse(await requireDecision(ctx, decision));
  },
  async handle(ctx, { issue, document }, decision) {
    const ref = issue ?? document;
    if (ref === undefined || (issue !== undefined && document !== undefined))
      throw invalidField("issue", "Name what was looked at again: issue or document.");
    const path = issue === undefined ? "document" : "issue";
    const subject = await requireUsableSubject(ctx, ref, path);
    if (subject.kind !== path) throw invalidField(path, `${subject.key} is no ${path}.`);
    const { count } = await ctx.db.decisionTarget.updateMany({
      where: { decisionId: decision.id, kind: path, target: subject.id, stale: true },
      data: { stale: false },
    });
    if (count === 0) {
      const leans = await ctx.db.decisionTarget.count({
        where: { decisionId: decision.id, kind: path, target: subject.id },
      });
      if (leans === 0 || decision.status !== "superseded") {
        throw new TurboError(
          "refused",
          `${subject.key} does not lean on a superseded ${decision.key}, so there is nothing to recheck.`,
        );
      }
      ctx.unchanged();
      return publicDecision(decision);
    }
    ctx.changed(
      toldOf(decision, { rechecked: [null, subject.key] }, [
        { kind: "decision", id: decision.id },
        { kind: path, id: subject.id },
      ]),
    );
    return publicDecision({
      ...decision,
      warnings: decision.warnings - 1,
      targets: decision.targets.map((one) => (one.target === subject.id ? { ...one, stale: false } : one)),
    });
  },
});
