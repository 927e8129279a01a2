import { expect, test } from "vitest";
import { type AddToAll, SharedCounts } from "./shared-counts.ts";

/** What all servers see, as Redis keeps it; `lose` has it count and not answer. */
function counters() {
  const totals = new Map<string, number>();
  const store = { lose: false };
  const add: AddToAll = async (added) => {
    for (const [name, { count }] of added) totals.set(name, (totals.get(name) ?? 0) + count);
    if (store.lose) throw new Error("no answer came");
    return new Map([...added.keys()].map((name) => [name, totals.get(name) ?? 0]));
  };
  return { add, store };
}

function server(add: AddToAll) {
  const counts = new SharedCounts(add);
  let heard = 0;
  const hear = (count: number) => {
    heard += count;
  };
  return {
    async count(name: string, count = 1) {
      counts.tell(name, count, 60, hear);
      await counts.exchange();
    },
    heard: () => heard,
  };
}

test("what others counted is heard once, and what was counted here never", async () => {
  const { add } = counters();
  const [one, other] = [server(add), server(add)];
  await one.count("ada", 3);
  await other.count("ada", 2);
  await one.count("ada");
  await one.count("ada");
  expect([one.heard(), other.heard()]).toEqual([2, 3]);
});

test("where an answer was lost, what may have counted is not taken for another's", async () => {
  const { add, store } = counters();
  const one = server(add);
  await one.count("ada", 20);
  store.lose = true;
  await one.count("ada", 20);
  store.lose = false;
  await one.count("ada", 2);
  expect(one.heard()).toBe(0);
});

test("among tens of thousands of names none in use is forgotten", async () => {
  const counts = new SharedCounts(counters().add);
  let heard = 0;
  const tell = (name: string) =>
    counts.tell(name, 1, 60, (count) => {
      heard += count;
    });
  for (let name = 0; name < 20_500; name++) tell(`n${name}`);
  for (let round = 0; round < 3; round++) {
    tell("ada");
    await counts.exchange();
  }
  expect(heard).toBe(0);
});
