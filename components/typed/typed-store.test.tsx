import { expect, test, vi } from "vitest";
import { TypedStore } from "./typed-store.tsx";

/** What a browser offers for keeping things, with room for so many characters. */
class Box {
  readonly held = new Map<string, string>();
  private readonly room: number;
  constructor(room = 5_000_000) {
    this.room = room;
  }
  get length() {
    return this.held.size;
  }
  key = (place: number) => [...this.held.keys()][place] ?? null;
  getItem = (key: string) => this.held.get(key) ?? null;
  removeItem = (key: string) => void this.held.delete(key);
  setItem(key: string, value: string) {
    const others = [...this.held].reduce((sum, [other, text]) => (other === key ? sum : sum + text.length), 0);
    if (others + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.held.set(key, value);
  }
}

const words = (value: string) => ({ body: { base: "", value } });
let loads = 0;
const load = (box: Box) => new TypedStore(() => box, `load${loads++}`);
const textIn = (store: TypedStore, name: string) => store.read(name)?.changes.body?.value;

test("what was typed is there after the page is loaded again, until it is saved", () => {
  const box = new Box();
  load(box).write("ada/comment", words("Hello"));
  const again = load(box);
  expect(textIn(again, "ada/comment")).toBe("Hello");
  again.write("ada/comment", words("Hello again"));
  expect(box.length).toBe(1);
  again.drop("ada/comment");
  expect(load(box).read("ada/comment")).toBeNull();
  expect(box.length).toBe(0);
});

test("another person and another field with a longer name do not see it", () => {
  const box = new Box();
  load(box).write("ada/comment", words("Mine"));
  expect(load(box).read("ben/comment")).toBeNull();
  expect(load(box).read("ada/comm")).toBeNull();
});

test("two tabs never write over each other's words: the older come back once the newer are saved", () => {
  const box = new Box();
  vi.useFakeTimers({ now: 1000 });
  const [one, other] = [load(box), load(box)];
  expect(one.read("ada/comment") ?? other.read("ada/comment")).toBeNull();
  one.write("ada/comment", words("From one"));
  vi.setSystemTime(2000);
  other.write("ada/comment", words("From the other"));
  vi.useRealTimers();
  const later = load(box);
  expect(textIn(later, "ada/comment")).toBe("From the other");
  later.drop("ada/comment");
  later.look("ada/comment");
  expect(textIn(later, "ada/comment")).toBe("From one");
});

test("what another tab found and did not touch goes when it is saved where it was typed", () => {
  const box = new Box();
  const typing = load(box);
  typing.write("ada/comment", words("Hello"));
  const [key = ""] = box.held.keys();
  const reading = load(box);
  const touched = load(box);
  expect(textIn(reading, "ada/comment")).toBe("Hello");
  expect(textIn(touched, "ada/comment")).toBe("Hello");
  touched.write("ada/comment", words("Hello, and more"));
  typing.drop("ada/comment");
  for (const store of [reading, touched]) store.gone(key);
  expect(reading.read("ada/comment")).toBeNull();
  expect(textIn(touched, "ada/comment")).toBe("Hello, and more");
});

test("a browser that keeps nothing, or is full, still lets people type", () => {
  const none = new TypedStore(() => {
    throw new DOMException("denied", "SecurityError");
  }, "load");
  expect(none.write("ada/comment", words("Hello"))).toBe(false);
  expect(textIn(none, "ada/comment")).toBe("Hello");
  expect(none.drop("ada/comment")?.changes).toEqual(words("Hello"));
  none.tidy();
  const full = load(new Box(10));
  expect(full.write("ada/comment", words("Hello"))).toBe(false);
  expect(textIn(full, "ada/comment")).toBe("Hello");
});

test("what is older than a month or cannot be read is let go, and the oldest of too much", () => {
  const box = new Box();
  const month = 31 * 24 * 3_600_000;
  vi.useFakeTimers({ now: 0 });
  load(box).write("ada/old", words("Old"));
  vi.setSystemTime(month);
  load(box).write("ada/middle", words("x".repeat(1000)));
  vi.setSystemTime(month + 1);
  load(box).write("ada/new", words("New"));
  box.setItem("turbo.typed.ada/broken|x", "{");
  box.setItem("theme", "dark");
  load(box).tidy();
  expect([...box.held.keys()].map((key) => key.split("|")[0])).toEqual([
    "turbo.typed.ada/middle",
    "turbo.typed.ada/new",
    "theme",
  ]);
  load(box).tidy(500);
  expect([...box.held.keys()].map((key) => key.split("|")[0])).toEqual(["turbo.typed.ada/new", "theme"]);
  vi.useRealTimers();
});
