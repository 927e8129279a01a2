"use client";

import { post, Refusal } from "#components/api";
import { namesOf } from "#components/events/undo-preview";
import {
  type Change,
  forget,
  noteChange,
  noteRedone,
  noteUndone,
  type OwnChange,
  putBack,
  takeLast,
} from "#components/events/undo-stack";
import { attempt } from "#components/ui/attempt";
import { refusalToast } from "#components/ui/refusal-toast";
import { toast } from "#components/ui/toast";
import type { Undone } from "#lib/domain/undo/schema";

const SHOWN_MS = 10_000;

/** Says what was done, with the way back: every write of these requests, the last one first. */
export function toastWithUndo(
  words: string,
  requests: readonly string[],
  onUndone: () => void = noop,
  description?: string,
): void {
  toast(words, {
    duration: SHOWN_MS,
    description,
    action: { label: "Undo", onClick: () => void undoAll(requests, onUndone) },
  });
}

/** Notes what was done here and no event tells of, and says it with the way back. */
export function toastOwnChange(change: OwnChange): void {
  noteChange(change);
  toast(change.words, {
    duration: SHOWN_MS,
    action: { label: "Undo", onClick: () => void attempt(() => undoOwn(change, false), "It was not undone") },
  });
}

async function undoAll(requests: readonly string[], onUndone: () => void, redo = false): Promise<void> {
  const undone: Undone[] = [];
  const undo = async () => {
    for (const request of requests.toReversed()) undone.push(await post<Undone>("/events/undo", { request }));
  };
  if (await attempt(undo, "It was not undone")) {
    forget(requests);
    toastUndone(undone, onUndone, redo);
  }
  onUndone();
}

/** Says what an undo put back and what stays, with the way back from it, which the keys know from now on. */
export function toastUndone(undone: readonly Undone[], onUndone: () => void = noop, redo = false): void {
  const count = undone.reduce((sum, one) => sum + one.count, 0);
  const kept = undone.flatMap((one) => one.kept);
  const back = undone.filter((one) => one.count > 0).map((one) => one.request);
  if (redo) noteRedone(back);
  else noteUndone(back);
  toast(undoneWords(undone, count, redo), {
    duration: SHOWN_MS,
    ...(kept.length > 0 ? { description: keptWords(kept) } : {}),
    ...(back.length > 0
      ? { action: { label: redo ? "Undo" : "Redo", onClick: () => void undoAll(back, onUndone, !redo) } }
      : {}),
  });
}

async function undoOwn(change: OwnChange, redo: boolean): Promise<void> {
  await (redo ? change.again() : change.back());
  forget([change]);
  if (redo) noteRedone([change]);
  else noteUndone([change]);
  toast(`${redo ? "Redone" : "Undone"}: ${change.words}`, {
    duration: SHOWN_MS,
    action: {
      label: redo ? "Undo" : "Redo",
      onClick: () => void attempt(() => undoOwn(change, !redo), redo ? "It was not undone" : "It was not redone"),
    },
  });
}

let turn = Promise.resolve();

/** Takes back the last change that this tab made, or the last undo; presses wait for each other. */
export function undoLast(of: "done" | "undone", onUndone: () => void): void {
  turn = turn.then(() => undoOne(of, onUndone));
}

async function undoOne(of: "done" | "undone", onUndone: () => void): Promise<void> {
  const redo = of === "undone";
  for (let change = takeLast(of); change; change = takeLast(of)) {
    try {
      await takeBack(change, onUndone, redo);
      return onUndone();
    } catch (error) {
      // A write that changed nothing left nothing to undo: the one before it was meant.
      if (error instanceof Refusal && error.code === "not_found") continue;
      if (error instanceof Refusal && error.code === "offline") putBack(of, change);
      return refusalToast(error, redo ? "It was not redone" : "It was not undone");
    }
  }
  toast(redo ? "Nothing to redo" : "Nothing to undo", {
    id: "nothing-to-undo",
    description: redo ? "Nothing was undone here last." : "Nothing was changed here since the page was loaded.",
  });
}

async function takeBack(change: Change, onUndone: () => void, redo: boolean): Promise<void> {
  if (typeof change !== "string") return undoOwn(change, redo);
  toastUndone([await post<Undone>("/events/undo", { request: change })], onUndone, redo);
}

function undoneWords(undone: readonly Undone[], count: number, redo: boolean): string {
  const verb = redo ? "Redone" : "Undone";
  if (count === 0) return `Nothing was ${verb.toLowerCase()}`;
  if (count > 1) return `${verb}: ${count} things`;
  const [only] = undone.flatMap((one) => one.restored);
  return only ? `${verb}: ${namesOf(only)}` : verb;
}

function noop(): void {}

function keptWords(kept: Undone["kept"]): string {
  const [first, second, ...more] = kept.map(({ why }) => why);
  return [first, second, more.length > 0 ? `And ${more.length} more stay.` : null].filter(Boolean).join(" ");
}
