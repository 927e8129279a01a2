import { afterEach, expect, test } from "vitest";
import { metricsText } from "#lib/core/metrics";
import { type FakeCollector, startFakeCollector } from "#lib/testing/fake-collector";
import { makeSender, type Sender } from "./sender.ts";

let collector: FakeCollector;
let sender: Sender<string>;
const troubles: string[] = [];
afterEach(async () => {
  await sender.close(0);
  await collector.close();
  troubles.length = 0;
});

async function sending(most = 4, patienceMs = 10_000): Promise<void> {
  collector = await startFakeCollector();
  sender = makeSender<string>({
    ...{ signal: "traces", most, batch: 2, everyMs: 5, patienceMs },
    postOf: (items) => ({ url: `${collector.url}/v1/traces`, headers: {}, body: items.join() }),
    onTrouble: (reason) => troubles.push(reason),
  });
}

const dropped = () => Number(/signal="traces",outcome="dropped"\} (\d+)/.exec(metricsText([]))?.[1] ?? 0);
const takesAll = () => {
  collector.instead = (response) => response.end();
};
const put = (...items: string[]) => {
  for (const item of items) sender.put(item);
};

test("What waits while the other side has enough is sent once it takes it again, in order; what has no room is dropped.", async () => {
  await sending();
  const before = dropped();
  collector.instead = (response) => response.writeHead(429, { "retry-after": "1" }).end();
  put("a", "b", "c");
  await expect.poll(() => collector.heard).toEqual(["a,b"]);
  put("d", "e", "f");
  expect(dropped()).toBe(before + 2);
  takesAll();
  await expect.poll(() => collector.heard, { timeout: 5_000 }).toEqual(["a,b", "a,b", "c,d"]);
  expect(troubles).toEqual(["HTTP 429"]);
});

test("What is refused is not sent again, and does not hold up what follows.", async () => {
  await sending();
  const before = dropped();
  collector.instead = (response) => {
    response.writeHead(collector.heard.at(-1) === "a,b" ? 413 : 200).end();
  };
  put("a", "b", "c");
  await expect.poll(() => collector.heard).toEqual(["a,b", "c"]);
  expect(dropped()).toBe(before + 2);
});

test("An answer that does not come is given up, and a redirection is not followed.", async () => {
  await sending(4, 50);
  collector.instead = () => undefined;
  put("a");
  await expect.poll(() => troubles).toEqual(["no answer in time"]);
  await sender.close(0);
  await collector.close();
  troubles.length = 0;

  await sending();
  collector.instead = (response) => response.writeHead(307, { location: `${collector.url}/elsewhere` }).end();
  put("a");
  await expect.poll(() => troubles).toEqual(["no connection"]);
  expect(collector.heard).toHaveLength(1);
});

test("What is left is sent at the end, for as long as there is time.", async () => {
  await sending();
  takesAll();
  put("a", "b", "c");
  await sender.close(2_000);
  expect(collector.heard).toEqual(["a,b", "c"]);
  await collector.close();

  await sending();
  collector.instead = () => undefined;
  put("a");
  await sender.close(50);
  expect(collector.heard).toEqual(["a"]);
});
