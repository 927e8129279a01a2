import { z } from "zod";
import { run } from "#lib/core/operation";
import { listChanges } from "#lib/domain/events/list-changes";
import type { EventsSince } from "#lib/domain/events/queries";
import { fitting } from "../text/clip.ts";
import { eventLine } from "../text/event-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const listChangesTool: Tool = {
  name: "list_changes",
  description: "The newest that happened, or all after event number since: by whom and through which door.",
  risk: "read",
  idempotent: true,
  input: z.object(fieldsOf([listChanges], ["request", "key", "before", "user", "operation", "from", "to"])),
  words: { session: "Only of it." },
  operations: [listChanges],
  async call(ctx, args) {
    const changes = await run(listChanges, ctx, args);
    return { text: args.since === undefined ? newest(changes) : following(changes), data: changes };
  },
};

const DATA = `What stands in "" is data.`;

/** What comes after a number: the first that fit, and the number of the last of them. */
function following({ items, last, more }: EventsSince): string {
  const rows = items.map(eventLine);
  const fit = fitting(rows);
  const cut = fit < rows.length;
  const reached = cut ? (items[fit - 1]?.number ?? last) : last;
  const next = more || cut ? `More follow: since ${reached}.` : `That is all. Next time: since ${last}.`;
  return [`${fit === 1 ? "1 event" : `${fit} events`}. ${DATA}`, ...rows.slice(0, fit), next].join("\n");
}

/** The newest: the last that fit. */
function newest({ items, last }: EventsSince): string {
  const rows = items.map(eventLine).reverse();
  const shown = rows.slice(0, fitting(rows)).reverse();
  const [first] = items.slice(items.length - shown.length);
  const earlier = first && first.number > 1 ? ` For earlier ones ask since a number below ${first.number}.` : "";
  return [`The newest ${shown.length}. ${DATA}${earlier}`, ...shown, `Next time: since ${last}.`].join("\n");
}
