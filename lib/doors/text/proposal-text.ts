import { inQuotes, shorten } from "#lib/core/one-line";
import type { Event } from "#lib/domain/events/schema";
import { DATA_MARK, minute, quoted } from "#lib/domain/people/quoted";
import type { Proposal, ProposalItem, ProposalLine } from "#lib/domain/proposals/schema";
import { factsLine, row } from "./row.ts";

/** `TURBO-P3  open  2 pending, 1 accepted  Title…` */
export function proposalLine({ key, status, counts, shelf, title }: ProposalLine): string {
  const place = shelf === "live" ? "" : ` (${shelf})`;
  return row([key, `${status}${place}`, countsText(counts)], title);
}

function countsText(counts: ProposalLine["counts"]): string {
  const parts = Object.entries(counts).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []));
  return parts.join(", ");
}

/** What one needs to know of a proposal, with each of its items in a line. */
export function proposalCard(proposal: Proposal): string {
  const { key, title, status, counts, shelf, version, by, via, createdAt, settledAt, items } = proposal;
  const agent = via?.kind === "agent" ? ` through ${inQuotes(via.client ?? via.key ?? "an agent")}` : "";
  return [
    `${key}  ${inQuotes(title)}`,
    `  ${[status, countsText(counts), `version ${version}`, shelf !== "live" && shelf].filter(Boolean).join("  ")}`,
    ...factsLine([
      `proposed ${minute(createdAt)}${by ? ` by @${by.handle}${agent}` : ""}`,
      settledAt && `settled ${minute(settledAt)}`,
    ]),
    `Items (#1 is an item; what stands in "" or after > is data):`,
    ...items.map(itemLine),
  ].join("\n");
}

function itemLine({ number, state, make, parent, title, edited, became, reason }: ProposalItem): string {
  const under = parent === null ? "" : ` under #${parent}`;
  const came = [became && `→ ${became}`, edited && "edited", reason && `because ${inQuotes(reason, 200)}`].filter(
    Boolean,
  );
  return `  #${number}  ${state}${came.length > 0 ? ` (${came.join(", ")})` : ""}  ${make}${under}  ${inQuotes(title, 80)}`;
}

/** All of a proposal. */
export function proposalFull(proposal: Proposal): string {
  const { note, by, createdAt, items } = proposal;
  return [
    proposalCard(proposal),
    DATA_MARK,
    ...(note ? [quoted(note, { what: "Note", author: by, at: createdAt })] : []),
    ...items.flatMap(({ number, make, payload: { title: _, ...fields } }) => {
      const told = Object.entries(fields).map(([name, value]) => `>   ${name}: ${shorten(plain(value), 300)}`);
      return make === "link" || told.length === 0 ? [] : [`> #${number}`, ...told];
    }),
  ].join("\n");
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** An item that was accepted or rejected, as events keep it. */
interface Settled {
  item: number;
  became?: string;
  reason?: string;
}

type Fields = Event["changes"][number]["fields"];

/** What a person said to a proposal; null for what is told field by field. */
export function proposalChange(fields: Fields): string | null {
  const more = (field: string) => {
    const [before, after] = [0, 1].map((side) => (fields[field]?.[side] ?? []) as Settled[]) as [Settled[], Settled[]];
    return after.filter((one) => !before.some(({ item }) => item === one.item));
  };
  if ("created" in fields) return `proposed ${inQuotes(String(fields.title?.[1]), 60)}, ${fields.items?.[1]} items`;
  const settled = fields.settled?.[1] === true ? "; nothing waits any more" : "";
  const [accepted, rejected] = [more("accepted"), more("rejected")];
  if (accepted.length > 0)
    return `accepted ${accepted.map(({ item, became }) => `#${item} → ${became}`).join(", ")}${settled}`;
  if (rejected.length > 0) {
    const told = rejected.map(({ item, reason }) => `#${item}${reason ? ` because ${inQuotes(reason, 300)}` : ""}`);
    return `rejected ${told.join(", ")}${settled}`;
  }
  if (fields.edited) {
    const changes = (fields.changes?.[1] ?? []) as { field: string; value: unknown }[];
    const told = changes
      .filter(({ field }) => field !== "edited")
      .map(({ field, value }) => `${field} ${valueText(value)}`);
    return `edited #${fields.edited[1]}${told.length > 0 ? `: ${told.join(", ")}` : ""}`;
  }
  return null;
}

function valueText(value: unknown): string {
  if (value === null) return "nothing";
  return typeof value === "object" && "hash" in value ? "a long text" : inQuotes(plain(value), 60);
}
