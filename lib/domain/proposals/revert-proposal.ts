import type { Change, WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { dateOf } from "#lib/core/row-value";
import { isNothing } from "#lib/domain/field-table";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import type { Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { type ItemState, type Make, type ProposalStatus, statusColumns } from "./fields.ts";
import {
  type AcceptedItem,
  acceptedItem,
  type ItemField,
  itemChanges,
  type RejectedItem,
  rejectedItem,
} from "./item-changes.ts";
import { maySettle, whyNotOwn } from "./policy.ts";
import { type StoredItem, type StoredProposal, titleOf } from "./proposal-row.ts";
import { findProposals } from "./queries.ts";
import { writeItems } from "./save-proposal.ts";
import { PAYLOADS, type Payload } from "./schema.ts";
import { proposalSearchEntry } from "./search-entry.ts";
import { settleInbox } from "./settle-inbox.ts";

/** Puts proposals back: what an undone acceptance made went to the bin before, so that its items wait again. */
export const revertProposal: Reverter = {
  kind: "proposal",
  async restore(ctx, rows) {
    const found = await findProposals(ctx, idsOf(rows));
    const unrestored: Unrestored[] = [];
    const changes: Change[] = [];
    const pairs: { was: StoredProposal; is: StoredProposal }[] = [];
    for (const row of rows) {
      const was = found.find(({ id }) => id === row.id);
      const why = was ? whyNot(ctx, was, row) : "This proposal is gone.";
      if (why) unrestored.push({ id: row.id, field: null, why });
      if (!was || why) continue;
      const { status, shelf = was.shelf } = row.values as Partial<Pick<StoredProposal, "status" | "shelf">>;
      const items = await itemsAgain(ctx, was, row, unrestored);
      const is = { ...was, items, shelf, status: status ?? statusOf(was.status, items) };
      const fields = { ...fieldsOf(was, is), ...(status ? { status: [was.status, status] as [string, string] } : {}) };
      if (isNothing(fields)) continue;
      pairs.push({ was, is });
      changes.push({ kind: "proposal", id: was.id, key: was.key, projectId: was.projectId, fields });
    }
    await updateRows(
      ctx,
      "Proposal",
      pairs.map(({ was, is: { id, version, status, shelf } }) => ({
        ...{ id, version, ...statusColumns(status), ...stampsKept(ctx, was, shelf) },
        settledAt: status === was.status ? dateOf(was.settledAt) : status === "settled" ? ctx.now : null,
      })),
    );
    for (const { was, is } of pairs) {
      await writeItems(
        ctx,
        is.id,
        is.items.filter((item, place) => item !== was.items[place]),
      );
      if (is.status !== was.status) await settleInbox(ctx, is);
    }
    await saveWords(ctx, pairs, {
      kind: "proposal",
      texts: ({ title, note }) => [title, note],
      entry: proposalSearchEntry,
    });
    return { changes, unrestored };
  },
};

/** Why a proposal stays as it is; null where the actor may put it back. */
function whyNot({ actor }: WriteContext, was: StoredProposal, { elements }: Restorable): string | null {
  if (!maySettle(actor) && (elements.accepted || elements.rejected))
    return `${was.key}: what a person accepted or rejected is not for the agent key "${actor.key?.name}" to take back.`;
  return whyNotOwn(actor, was);
}

/** The items as they were, as far as they can be again. */
async function itemsAgain(
  ctx: WriteContext,
  { id, key, items }: StoredProposal,
  { elements }: Restorable,
  unrestored: Unrestored[],
): Promise<StoredItem[]> {
  const [accept, unaccept] = moved<AcceptedItem>(elements.accepted);
  const [reject, unreject] = moved<RejectedItem>(elements.rejected);
  const [edits] = moved<ItemField>(elements.changes);
  const became = [...accept, ...unaccept].flatMap((one) => one.id ?? []);
  const things = became.length > 0 ? await findSubjects(ctx, became) : new Map();
  const keep = (item: StoredItem, field: string, why: string) => {
    unrestored.push({ id, field, why: `${key}, item ${item.number} "${titleOf(item)}": ${why}` });
    return item;
  };
  const move = (item: StoredItem): StoredItem => {
    const of = <One extends { item: number }>(list: readonly One[]) => list.find((one) => one.item === item.number);
    // A link has no place of its own to stand in: its issue tells whether it came or went.
    const isThere = (made: AcceptedItem) => item.make === "link" || things.get(made.id ?? "")?.shelf !== "binned";
    const [taken, given, refused] = [of(unaccept), of(accept), of(reject)];
    if (taken && item.make !== "link" && isThere(taken))
      return keep(item, "accepted", `${taken.became} stays, so it stays accepted.`);
    const waits = { ...item, state: "pending", reason: "", becameId: null, became: null } as const;
    const next = taken || of(unreject) ? waits : item;
    if (!given && !refused) return next;
    // It was settled anew since, in an act of its own.
    if (next.state !== "pending")
      return keep(next, given ? "accepted" : "rejected", `it was ${next.state} since, so it stays ${next.state}.`);
    if (given && !isThere(given)) return keep(next, "accepted", `${given.became} is in the bin, so it waits.`);
    if (given) return { ...next, state: "accepted", becameId: given.id, became: given.became };
    return refused ? { ...next, state: "rejected", reason: refused.reason } : next;
  };
  return items.map(move).map((item) => {
    let { payload, edited } = item;
    for (const { field, value } of edits.filter((edit) => edit.item === item.number)) {
      if (item.state !== "pending") keep(item, "changes", `it was ${item.state}, so its ${field} stays.`);
      else if (typeof value === "object" && value !== null && "hash" in value)
        keep(item, "changes", `its old ${field} was too long to be kept. Edit it again.`);
      else if (field === "edited") edited = value === true;
      else payload = withField(item.make, payload, { field, value });
    }
    return payload === item.payload && edited === item.edited ? item : { ...item, payload, edited };
  });
}

/** What is to be in a list of elements again, and what no more. */
function moved<One>(list: Restorable["elements"][string] | undefined): [add: readonly One[], remove: readonly One[]] {
  return [(list?.add ?? []) as One[], (list?.remove ?? []) as One[]];
}

/** A payload with another value, its fields in the order of the input. */
function withField(make: Make, payload: Payload, { field, value }: { field: string; value: unknown }): Payload {
  const fields = { ...payload, [field]: value };
  const names = Object.keys(PAYLOADS[make].shape).filter((name) => (fields[name] ?? null) !== null);
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** What follows from the items; a withdrawn proposal stays so. */
function statusOf(status: ProposalStatus, items: readonly StoredItem[]): ProposalStatus {
  if (status === "withdrawn") return status;
  return items.some(({ state }) => state === "pending") ? "open" : "settled";
}

function fieldsOf(was: StoredProposal, is: StoredProposal): Change["fields"] {
  const inState = ({ items }: StoredProposal, state: ItemState) => items.filter((item) => item.state === state);
  return {
    accepted: [inState(was, "accepted").map(acceptedItem), inState(is, "accepted").map(acceptedItem)],
    rejected: [inState(was, "rejected").map(rejectedItem), inState(is, "rejected").map(rejectedItem)],
    changes: itemChanges(was.items, is.items),
    settled: [was.status === "settled", is.status === "settled"],
    shelf: [was.shelf, is.shelf],
  };
}
