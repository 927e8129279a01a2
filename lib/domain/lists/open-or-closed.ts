import { z } from "zod";
import { oneOrMore } from "#lib/core/fields";

/** The input that narrows a list to statuses; open and closed stand for all of that kind. */
export function statusesInput<Status extends string>(statuses: readonly [Status, ...Status[]]) {
  const words = ["open", "closed"] as const;
  return oneOrMore(
    z.union([z.enum(statuses), z.enum(words)], { error: `Must be one of ${[...statuses, ...words].join(", ")}.` }),
  );
}

/** The statuses that are meant, in the order of the flow. */
export function statusesMeant<Status extends string>(
  statuses: readonly Status[],
  isClosed: (status: Status) => boolean,
  wanted: readonly string[],
): Status[] {
  return statuses.filter((status) => wanted.includes(status) || wanted.includes(isClosed(status) ? "closed" : "open"));
}
