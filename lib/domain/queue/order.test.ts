import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#lib/core/calendar";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { seededRandom, seedPlan } from "#lib/testing/many-issues";
import { makeWorld } from "#lib/testing/world";
import { bestReady, inQueueOrder, type Ranked } from "./best-ready.ts";
import { queuePart } from "./queue-part.ts";
import { type ScoreParts, scoreParts, sumOf, type Waiting } from "./score.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-06-15T12:00:00Z");
const clock = (now = NOW) => ({ now, today: now.toISOString().slice(0, 10) });

const waiting: fc.Arbitrary<Waiting> = fc.record({
  priority: fc.constantFrom(...PRIORITIES),
  since: fc.integer({ min: 0, max: 400 }).map((days) => new Date(NOW.getTime() - days * DAY)),
  due: fc.option(fc.integer({ min: -40, max: 40 }).map((days) => addDays("2026-06-15", days))),
  unblocks: fc.integer({ min: 0, max: 20 }),
  weight: fc.integer({ min: -50, max: 50 }),
});

test("points never fall while an issue waits, and rise by two a day after two weeks", () => {
  fc.assert(
    fc.property(waiting, fc.integer({ min: 1, max: 60 }), (one, days) => {
      const later = new Date(NOW.getTime() + days * DAY);
      const [before, after] = [sumOf(scoreParts(one, clock())), sumOf(scoreParts(one, clock(later)))];
      expect(after).toBeGreaterThanOrEqual(before);
      if (NOW.getTime() - one.since.getTime() >= 14 * DAY)
        expect(after - before).toBeGreaterThanOrEqual(2 * days - 0.2);
    }),
  );
});

test("more of one reason, all else alike, is never fewer points", () => {
  const more: ((one: Waiting) => Waiting)[] = [
    (one) => ({ ...one, priority: PRIORITIES[Math.max(0, PRIORITIES.indexOf(one.priority) - 1)] ?? one.priority }),
    (one) => ({ ...one, since: new Date(one.since.getTime() - DAY) }),
    (one) => ({ ...one, due: one.due === null ? "2026-06-20" : addDays(one.due, -1) }),
    (one) => ({ ...one, unblocks: one.unblocks + 1 }),
    (one) => ({ ...one, weight: one.weight + 1 }),
  ];
  fc.assert(
    fc.property(waiting, fc.constantFrom(...more), (one, further) => {
      expect(sumOf(scoreParts(further(one), clock()))).toBeGreaterThanOrEqual(sumOf(scoreParts(one, clock())));
    }),
  );
});

test("the order is one order: of any two one is first, and sorting any mixture ends the same", () => {
  const ranked = fc
    .tuple(waiting, fc.option(fc.integer({ min: 0, max: 3 })), fc.uuid())
    .map(([one, pin, id]): Ranked => {
      const parts: ScoreParts = scoreParts(one, clock());
      return { id, pin, parts, score: sumOf(parts), waiting: one };
    });
  fc.assert(
    fc.property(fc.uniqueArray(ranked, { selector: ({ id }) => id, maxLength: 30 }), fc.nat(), (all, seed) => {
      const random = seededRandom(seed);
      const mixed = all.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
      const ids = (list: readonly Ranked[]) => list.toSorted(inQueueOrder).map(({ id }) => id);
      expect(ids(mixed.map(({ one }) => one))).toEqual(ids(all));
    }),
  );
});

test("in a month of arrivals at twice the rate that is worked off, nothing that was there at its start is left", () => {
  const random = seededRandom(7);
  const arrival = (at: Date): Waiting => ({
    priority: PRIORITIES[Math.floor(random() * PRIORITIES.length)] ?? "none",
    since: at,
    due: random() < 0.2 ? addDays(at.toISOString().slice(0, 10), Math.floor(random() * 20)) : null,
    unblocks: random() < 0.1 ? 3 : 0,
    weight: 0,
  });
  let left = Array.from({ length: 20 }, () => ({ ...arrival(NOW), priority: "none" as const, due: null, first: true }));
  const others: (Waiting & { first: boolean })[] = [];
  for (let day = 0; day < 90; day++) {
    const now = new Date(NOW.getTime() + day * DAY);
    for (let n = 0; n < 4; n++) others.push({ ...arrival(now), first: false });
    for (let taken = 0; taken < 2; taken++) {
      const all = [...left, ...others];
      const best = all.reduce((a, b) => (sumOf(scoreParts(b, clock(now))) > sumOf(scoreParts(a, clock(now))) ? b : a));
      left = left.filter((one) => one !== best);
      if (others.includes(best)) others.splice(others.indexOf(best), 1);
    }
  }
  expect(left).toEqual([]);
});

test("the head of the queue is that of the whole queue, however few are asked for", async () => {
  const world = await makeWorld();
  await seedPlan(world, { issues: 3000 });
  const random = seededRandom(11);
  const open = { status: { notIn: ["done" as const, "canceled" as const] } };
  const ready = await world.database.reader.issue.findMany({ where: open, select: { id: true } });
  await world.database.write(async (tx) => {
    for (const { id } of ready) {
      // All of two days, as an import leaves them: what waits for an issue then lifts it from far behind.
      const queuedAt = new Date(Date.now() - Math.floor(random() * 2) * DAY);
      const pin = random() < 0.01 ? Math.floor(random() * 5) : null;
      const dueDate =
        random() < 0.3 ? addDays(new Date().toISOString().slice(0, 10), Math.floor(random() * 60) - 20) : null;
      const due = { dueDate, dueSort: dueDate ?? "9999-12-31" };
      await tx.issue.updateMany({ where: { id }, data: { status: "ready", queuedAt, pin, ...due } });
    }
    const links = ready.slice(0, 150).map(({ id }, n) => ({ fromId: id, toId: ready[ready.length - 1 - n]?.id ?? "" }));
    await tx.issueLink.createMany({
      data: links.map((link, n) => ({ id: `link-${n}`, createdAt: new Date(), kind: "blocks" as const, ...link })),
    });
  });
  const ctx = world.as();
  const part = await queuePart(ctx, {});
  const all = (await bestReady(ctx, part, 5000)).map(({ id }) => id);
  expect(all.length).toBeGreaterThan(300);
  for (const limit of [1, 3, 10, 40, 150]) {
    expect((await bestReady(ctx, part, limit)).map(({ id }) => id)).toEqual(all.slice(0, limit));
  }

  // Projects of several weights, of which the heavy ones have more than is taken of a list, and half of it backlog.
  const projects = await world.database.reader.project.findMany({ select: { id: true }, orderBy: { key: "asc" } });
  await world.database.write(async (tx) => {
    for (const [n, { id }] of projects.entries())
      await tx.project.update({ where: { id }, data: { queueWeight: [0, 1, 1, 40][n % 4] ?? 0 } });
    await tx.issue.updateMany({ where: { dueDate: null }, data: { priority: "none", priorityOrder: 4 } });
    for (const { id } of ready.filter((_, n) => n % 2 === 0))
      await tx.issue.updateMany({ where: { id }, data: { status: "backlog" } });
  });
  for (const backlog of [false, true]) {
    const weighed = await queuePart(ctx, { backlog });
    const whole = (await bestReady(ctx, weighed, 5000)).map(({ id }) => id);
    for (const limit of [1, 10, 100])
      expect((await bestReady(ctx, weighed, limit)).map(({ id }) => id)).toEqual(whole.slice(0, limit));
  }
  await world.close();
});
