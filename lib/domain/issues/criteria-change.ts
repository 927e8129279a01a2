import type { ToldCriterion } from "#lib/domain/criteria/schema";

/** What came of each criterion between two lists of them. */
export function criteriaChange(before: readonly ToldCriterion[], after: readonly ToldCriterion[]) {
  const was = new Map(before.map((one) => [one.id, one]));
  const kept = new Set(after.map(({ id }) => id));
  const both = (state: (one: ToldCriterion) => boolean) =>
    after.filter((one) => one.done && state(one) && was.get(one.id)?.done && !state(was.get(one.id) ?? one));
  return {
    added: after.filter(({ id }) => !was.has(id)),
    dropped: before.filter(({ id }) => !kept.has(id)),
    ticked: after.filter(({ id, done }) => done && was.get(id)?.done === false),
    unticked: after.filter(({ id, done }) => !done && was.get(id)?.done === true),
    verified: both(({ state }) => state !== "reported"),
    unverified: both(({ state }) => state === "reported"),
  };
}
