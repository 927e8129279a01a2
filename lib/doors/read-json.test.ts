import { expect, test } from "vitest";
import { refusal } from "#lib/testing/refusal";
import { nextChunk } from "./body-chunk.ts";
import { readBody } from "./read-json.ts";

const MB = 1024 * 1024;

interface Sender {
  request: Request;
  send(bytes: number): void;
  end(): void;
}

/** A request whose body comes when the test says so. */
function sender(): Sender {
  const given = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 8 });
  const writer = given.writable.getWriter();
  const init = { method: "POST", body: given.readable, duplex: "half" } as RequestInit;
  const request = new Request("http://x", init);
  return {
    request,
    send: (bytes) => void writer.write(new Uint8Array(bytes)).catch(() => undefined),
    end: () => void writer.close().catch(() => undefined),
  };
}

test("Large bodies hold a bounded room together; small ones come in beside them, and the room comes back.", async () => {
  const large = Array.from({ length: 7 }, sender);
  const reading = large.map(({ request }) =>
    readBody(request, 1).then(
      (body) => body.byteLength,
      (error) => error.code,
    ),
  );
  for (const one of large) one.send(MB);
  expect(await reading[6]).toBe("busy");
  const small = sender();
  small.send(1000);
  small.end();
  expect((await readBody(small.request, 1)).byteLength).toBe(1000);
  for (const one of large.slice(0, 6)) one.end();
  expect(await Promise.all(reading)).toEqual([...Array(6).fill(MB), "busy"]);
  const next = sender();
  next.send(MB);
  next.end();
  expect((await readBody(next.request, 1)).byteLength).toBe(MB);
});

test("A body that stalls is given up in words, and one that breaks off is no fault of ours.", async () => {
  const silent = sender();
  const stalled = await refusal(nextChunk(silent.request.body?.getReader() as ReadableStreamDefaultReader, 50));
  expect(stalled).toMatchObject({ code: "too_slow", message: expect.stringMatching(/^Nothing came of the body for/) });
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
  expect(await refusal(nextChunk(broken.getReader(), 1000))).toMatchObject({ code: "malformed" });
});
