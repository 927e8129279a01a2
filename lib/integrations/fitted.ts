import type { z } from "zod";

/** What the fields that an import can do without are when they are left out. */
const EMPTY: Readonly<Record<string, unknown>> = {
  ...{ labels: [], assignees: [], criteria: [], comments: [], properties: {} },
  ...{ creator: null, author: null, decider: null, estimate: null, place: null, dueDate: null, startDate: null },
  ...{ createdAt: null, updatedAt: null, completedAt: null, decidedAt: null },
};

/**
 * An item as Turbo's own input takes it: a field that does not fit gives way to an empty one, and is told. What still does
 * not fit is left to be refused.
 */
export function fitted<Item extends object>(schema: z.ZodType, item: Item): { item: Item; remarks: string[] } {
  const problems = schema.safeParse(item).error?.issues ?? [];
  const wrong = new Map(problems.map(({ path, message }) => [String(path[0]), message]));
  const remarks: string[] = [];
  const mended = Object.entries(item).map(([name, value]) => {
    const message = wrong.get(name);
    if (message === undefined || !Object.hasOwn(EMPTY, name)) return [name, value];
    remarks.push(`its ${name.replace(/([A-Z])/g, " $1").toLowerCase()} did not fit and was left out: ${message}`);
    return [name, EMPTY[name]];
  });
  return { item: Object.fromEntries(mended) as Item, remarks };
}
