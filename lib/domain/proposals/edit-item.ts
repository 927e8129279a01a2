import { isDeepStrictEqual } from "node:util";
import { requireVersion } from "#lib/core/conflict";
import { refusedField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { parseInput } from "#lib/core/parse-input";
import { checkItem, inItem } from "./check-item.ts";
import { itemChanges } from "./item-changes.ts";
import { requireItems, requireOrder } from "./plan-items.ts";
import { requireOpen, requireOwn } from "./policy.ts";
import { publicProposal, type StoredItem } from "./proposal-row.ts";
import { requireItem, requireSeen, requireUsableProposal } from "./queries.ts";
import { holdProposal, saveProposal } from "./save-proposal.ts";
import { ItemEdit, PAYLOADS, type Payload, Proposal } from "./schema.ts";

export const editItem = defineOperation({
  name: "proposals.edit",
  summary: "Change fields of an item that waits in a proposal; what is not named stays, null takes a field away.",
  access: "write",
  reach: "projects",
  rest: "PATCH /proposals/:proposal/items/:item",
  input: ItemEdit,
  output: Proposal,
  async authorize(ctx, { proposal }) {
    const found = await requireUsableProposal(ctx, proposal);
    requireOwn(ctx.actor, found);
    return found;
  },
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicProposal(before));
    const item = requireItem(before, input.item, "item");
    requireOpen(before);
    if (item.state !== "pending") throw refusedField("item", `Item ${item.number} was ${item.state} already.`);
    requireSeen(ctx, [item]);
    const given = changed(item, input.changes);
    const others = before.items.filter((one) => one !== item);
    requireItems(given, before.items, "changes");
    requireOrder([...others, given]);
    const payload = await checkItem(ctx, before.project, given).catch((error: unknown) => {
      throw inItem(error, item.number, "changes");
    });
    if (isDeepStrictEqual(payload, item.payload)) {
      ctx.unchanged();
      return publicProposal(before);
    }
    const after = { ...item, payload, edited: item.edited || ctx.actor.key?.kind !== "agent" };
    await holdProposal(ctx, before, "open");
    const fields = { edited: [null, String(item.number)] as [null, string], changes: itemChanges([item], [after]) };
    return publicProposal(await saveProposal(ctx, before, { status: "open", items: [after], fields }));
  },
});

/** The item with other fields. Throws `invalid` as its noun's own input does. */
function changed(item: StoredItem, changes: Payload): StoredItem {
  const entries = Object.entries({ ...item.payload, ...changes }).filter(([, value]) => value !== null);
  try {
    return { ...item, payload: parseInput(PAYLOADS[item.make], Object.fromEntries(entries)) };
  } catch (error) {
    throw inItem(error, item.number, "changes");
  }
}
