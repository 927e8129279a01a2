import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { refusedField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { inItem } from "./check-item.ts";
import { acceptedItem } from "./item-changes.ts";
import { type Made, makeItem } from "./make-item.ts";
import { withWhatTheyLeanOn } from "./plan-items.ts";
import { requireOpen, requireSettler } from "./policy.ts";
import { publicProposal, type StoredItem, type StoredProposal } from "./proposal-row.ts";
import { requireItemsNamed, requireSeen, requireUsableProposal } from "./queries.ts";
import { holdProposal, saveProposal } from "./save-proposal.ts";
import { Accepted, Proposal } from "./schema.ts";

export const acceptItems = defineOperation({
  name: "proposals.accept",
  summary: "Accept items of a proposal, which makes them; people accept, agents do not.",
  access: "write",
  reach: "projects",
  rest: "POST /proposals/:proposal/accept",
  input: Accepted,
  output: Proposal,
  async authorize(ctx, { proposal }) {
    const found = await requireUsableProposal(ctx, proposal);
    requireSettler(ctx.actor);
    return found;
  },
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicProposal(before));
    const wanted = requireItemsNamed(before, input);
    const pending = withWhatTheyLeanOn(before.items, wanted);
    if (pending.length === 0 && wanted.every(({ state }) => state === "accepted")) {
      ctx.unchanged();
      return publicProposal(before);
    }
    requireOpen(before);
    const rejected = wanted.find(({ state }) => state === "rejected");
    if (rejected) throw refusedField("items", `Item ${rejected.number} was rejected. Undo that first.`);
    requireSeen(ctx, pending);
    const status = before.items.some((item) => item.state === "pending" && !pending.includes(item))
      ? "open"
      : "settled";
    // What hangs together is looked at in turn, as links and documents are made.
    await ctx.database.oneAtATime(ctx.db, "links");
    await holdProposal(ctx, before, status);
    const made = await makeAll(ctx, before, pending);
    const items = pending.map((item): StoredItem => {
      const became = made.get(item.number);
      return { ...item, state: "accepted", becameId: became?.id ?? null, became: became?.key ?? null };
    });
    const after = await saveProposal(ctx, before, {
      ...{ status, items },
      fields: {
        accepted: [[], items.map(acceptedItem)],
        settled: [false, status === "settled"],
      },
    });
    return publicProposal(after);
  },
});

/** Makes items, each after what it leans on; answers what they became, by their numbers. */
async function makeAll(
  ctx: WriteContext,
  { project, items: all }: StoredProposal,
  items: readonly StoredItem[],
): Promise<Map<number, Made>> {
  const ids = new Map(
    all.flatMap(({ number, state, becameId }): [number, string][] =>
      state === "accepted" && becameId !== null ? [[number, becameId]] : [],
    ),
  );
  const made = new Map<number, Made>();
  for (const item of items) {
    const one = await makeItem(ctx, project, item, ids).catch((error: unknown) => {
      throw inItem(error, item.number, "items");
    });
    made.set(item.number, one);
    ids.set(item.number, one.id);
  }
  return made;
}
