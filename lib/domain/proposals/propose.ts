import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import type { Notice } from "#lib/domain/inbox/notify";
import { viaOf } from "#lib/domain/people/queries";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { personToAsk } from "#lib/domain/questions/person-to-ask";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { claimNumber } from "#lib/domain/subjects/claim-number";
import { checkItem, inItem } from "./check-item.ts";
import { PROPOSAL_FIELDS, statusColumns } from "./fields.ts";
import { type PlannedItem, planItems } from "./plan-items.ts";
import { countsOf, proposalKey, publicProposal, type StoredItem } from "./proposal-row.ts";
import { NewProposal, Proposal } from "./schema.ts";
import { proposalSearchEntry } from "./search-entry.ts";

export const propose = defineOperation({
  name: "proposals.propose",
  summary:
    "Propose a plan as one draft: issues, decisions, documents and links; nothing is made before a person accepts it.",
  access: "write",
  reach: "projects",
  rest: "POST /proposals",
  input: NewProposal,
  output: Proposal,
  authorize: (ctx, { project }) => requireLiveProject(ctx, project),
  async handle(ctx, { items: given, ...input }, project) {
    const items = await checked(ctx, project.key, planItems(given));
    const values = freshValues(PROPOSAL_FIELDS, input);
    const number = await claimNumber(ctx, project.id, "lastProposalNumber");
    const id = newId();
    const key = proposalKey(project.key, number);
    const projectId = project.id;
    const [by, via] = [ctx.actor.user, viaOf(ctx.actor)];
    const row = { id, createdAt: ctx.now, updatedAt: ctx.now, projectId, number, creatorId: by.id };
    const columns = { ...columnsOf(PROPOSAL_FIELDS, values), ...statusColumns("open"), version: 1, shelf: "live" };
    await insertRows(ctx, [
      { table: "Proposal", rows: [{ ...row, ...columns, via }] },
      {
        table: "ProposalItem",
        rows: items.map(({ number: place, make, payload, state, edited, reason }) => {
          return { proposalId: id, number: place, make, payload, state, edited, reason };
        }),
      },
    ]);
    const entry = proposalSearchEntry({ id, key, projectId, ...values });
    const texts = [values.title, values.note];
    const also = await toAsk(ctx, { id, projectId, items: items.length });
    await saveReferences(ctx, { kind: "proposal", id }, texts, { isNew: true, entry, also });
    ctx.changed({
      ...{ kind: "proposal", id, key, projectId },
      fields: { ...beginnings(PROPOSAL_FIELDS, values), items: [null, items.length] },
    });
    const at = ctx.now.toISOString();
    return publicProposal({
      ...{ ...FRESH_STAMPS, ...row, ...values, key, project: project.key, under: null, by, via, items },
      ...{ status: "open", counts: countsOf(items), settledAt: null, createdAt: at, updatedAt: at },
    });
  },
});

/** The items with their payloads as they are kept. Throws `invalid` naming the item and its field. */
async function checked(ctx: WriteContext, project: string, items: readonly PlannedItem[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  for (const item of items) {
    const payload = await checkItem(ctx, project, item).catch((error: unknown) => {
      throw inItem(error, item.number, `items.${item.number - 1}`);
    });
    const fresh = { state: "pending", edited: false, reason: "", becameId: null, became: null, hidden: false } as const;
    found.push({ ...item, payload, ...fresh });
  }
  return found;
}

/** Puts the proposal into the inbox of who is asked: the project's lead, else the workspace's owner. */
async function toAsk(
  ctx: WriteContext,
  { id, projectId, items }: { id: string; projectId: string; items: number },
): Promise<Notice[]> {
  const asked = await personToAsk(ctx, projectId);
  if (!asked) return [];
  const subject = { kind: "proposal", id, projectId } as const;
  const excerpt = items === 1 ? "1 item" : `${items} items`;
  return [{ userId: asked.id, kind: "proposal", subject, sourceId: id, excerpt, toSelf: true }];
}
