import { invalidField } from "#lib/core/errors";
import type { Make } from "./fields.ts";
import { isItem, itemsNamed, namesIn, withNames } from "./item-refs.ts";
import type { Payload, ProposedItem } from "./schema.ts";

/** An item as it is to be kept: others stand in its payload by number. */
export interface PlannedItem {
  number: number;
  make: Make;
  payload: Payload;
}

/** The items of a proposal, each with its number. Throws `invalid` where they name each other wrongly, or in a circle. */
export function planItems(given: readonly ProposedItem[]): PlannedItem[] {
  const names = new Map<string, number>();
  for (const [place, { name }] of given.entries()) {
    if (name === undefined) continue;
    const twin = names.get(name);
    if (twin !== undefined) throw invalidField(`items.${place}.name`, `Item ${place + 1}: item ${twin} has this name.`);
    names.set(name, place + 1);
  }
  const items = given.map(({ make, name: _, ...payload }, place): PlannedItem => {
    const numbered = withNames({ make, payload }, ({ ref, may }) => {
      const number = may && names.get(ref);
      return number ? String(number) : ref;
    });
    return { number: place + 1, make, payload: numbered };
  });
  for (const item of items) requireItems(item, items, `items.${item.number - 1}`);
  requireOrder(items);
  return items;
}

/** Refuses an item that names one that is not there, itself, or one of another kind than is wanted. */
export function requireItems(
  item: PlannedItem,
  items: readonly Pick<PlannedItem, "number" | "make">[],
  at: string,
): void {
  for (const { path, ref, may } of namesIn(item)) {
    if (!may || !isItem(ref)) continue;
    const other = items.find(({ number }) => number === Number(ref));
    const why =
      other === undefined
        ? `There is no item ${ref} in this proposal.`
        : other.number === item.number
          ? "An item cannot name itself."
          : other.make === may
            ? null
            : `Item ${ref} makes ${aOrAn(other.make)}; ${aOrAn(may)} is wanted here.`;
    if (why) throw invalidField(`${at}.${path}`, `Item ${item.number}, ${path}: ${why}`);
  }
}

/** Refuses items of which none can be made first, because each leans on another, and issues that block each other. */
export function requireOrder(items: readonly PlannedItem[]): void {
  const leaning = new Map(items.map((item) => [String(item.number), itemsNamed(item).map(String)]));
  refuseCircle(leaning, "lean on each other in a circle");
  const blocking = new Map<string, string[]>();
  const block = (from: unknown, to: unknown) => {
    if (from !== to) blocking.set(String(from), [...(blocking.get(String(from)) ?? []), String(to)]);
  };
  for (const { number, make, payload } of items) {
    if (make === "issue") for (const ref of (payload.blockedBy as string[] | undefined) ?? []) block(ref, number);
    if (make === "link" && payload.kind === "blocks") block(payload.issue, payload.other);
    if (make === "link" && payload.kind === "blocked_by") block(payload.other, payload.issue);
  }
  refuseCircle(blocking, "block each other in a circle");
}

function refuseCircle(ways: ReadonlyMap<string, readonly string[]>, what: string): void {
  const done = new Set<string>();
  const walk = (at: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(at);
    if (seen >= 0) {
      const circle = [...trail.slice(seen), at].map((name) => (isItem(name) ? `item ${name}` : name));
      throw invalidField("items", `These ${what}: ${circle.join(" → ")}.`);
    }
    if (done.has(at)) return;
    for (const next of ways.get(at) ?? []) walk(next, [...trail, at]);
    done.add(at);
  };
  for (const start of ways.keys()) walk(start, []);
}

/** Items with all pending ones that they lean on, each after what it leans on. */
export function withWhatTheyLeanOn<Item extends PlannedItem & { state: string }>(
  items: readonly Item[],
  wanted: readonly Item[],
): Item[] {
  const ordered = new Set<Item>();
  const walk = (item: Item): void => {
    if (item.state !== "pending" || ordered.has(item)) return;
    for (const number of itemsNamed(item)) {
      const other = items.find((one) => one.number === number);
      if (other) walk(other);
    }
    ordered.add(item);
  };
  for (const item of wanted) walk(item);
  return [...ordered];
}

/** Items with all pending ones that make no sense without them: what lies under them, and links to them. */
export function withWhatHangsOn<Item extends PlannedItem & { state: string }>(
  items: readonly Item[],
  wanted: readonly Item[],
): Item[] {
  const numbers = new Set(wanted.map(({ number }) => number));
  for (let before = -1; before < numbers.size; ) {
    before = numbers.size;
    for (const { number, make, payload, state } of items) {
      const needs = make === "link" ? [payload.issue, payload.other] : [payload.parent];
      if (state === "pending" && needs.some((ref) => isItem(String(ref)) && numbers.has(Number(ref))))
        numbers.add(number);
    }
  }
  return items.filter(({ number, state }) => state === "pending" && numbers.has(number));
}

function aOrAn(make: Make): string {
  return make === "issue" ? "an issue" : `a ${make}`;
}
