import { expect, test } from "vitest";
import { callerOf } from "./caller.ts";

const sessionIn = (session: string) => callerOf(new Headers({ "x-turbo-session": session })).session;

test("a session is what is sent, without the spaces around it", () => {
  expect(sessionIn(" shop-4f2a ")).toBe("shop-4f2a");
  expect(sessionIn("costs $5")).toBe("costs $5");
  expect(() => sessionIn("x".repeat(201))).toThrow("the limit is 200");
});

test.each(["", "  ", `$\{TURBO_SESSION}`, `$\{env:TURBO_SESSION}`, "{env:TURBO_SESSION}", "$TURBO_SESSION"])(
  "%j is no session: the client has none to send",
  (said) => {
    expect(sessionIn(said)).toBeNull();
  },
);
