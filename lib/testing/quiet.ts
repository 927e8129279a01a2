import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

// The same cases in every run: a failure is seen again, and comes from the change at hand.
fc.configureGlobal({ seed: 20_261_121 });

// A stray console.error or console.warn fails the test that caused it.
const heard = { error: vi.spyOn(console, "error"), warn: vi.spyOn(console, "warn") };

beforeEach(() => {
  heard.error.mockClear();
  heard.warn.mockClear();
});

afterEach(() => {
  expect(heard.error).not.toHaveBeenCalled();
  expect(heard.warn).not.toHaveBeenCalled();
});
