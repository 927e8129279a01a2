"use client";

import { toast } from "sonner";
import { post } from "#components/api";
import { attempt } from "#components/ui/attempt";
import type { Undone } from "#lib/domain/undo/schema";

/** Says what was done, with the way back: every write of these requests, the last one first. */
export function toastWithUndo(
  words: string,
  requests: readonly string[],
  onUndone: () => void = () => undefined,
): void {
  toast(words, { duration: 10_000, action: { label: "Undo", onClick: () => void undoAll(requests, onUndone) } });
}

async function undoAll(requests: readonly string[], onUndone: () => void): Promise<void> {
  const undone: Undone[] = [];
  const undo = async () => {
    for (const request of requests.toReversed()) undone.push(await post<Undone>("/events/undo", { request }));
  };
  if (await attempt(undo(), "It was not undone")) toastUndone(undone);
  onUndone();
}

/** Says what an undo put back and what stays, with the way back from it. */
export function toastUndone(undone: readonly Undone[], onUndone?: () => void): void {
  const count = undone.reduce((sum, one) => sum + one.count, 0);
  const kept = undone.flatMap((one) => one.kept);
  const words = count === 0 ? "Nothing was left to undo" : `Undone${count > 1 ? `: ${count} things` : ""}`;
  const requests = undone.filter((one) => one.count > 0).map((one) => one.request);
  toast(words, {
    duration: 10_000,
    ...(kept.length > 0 ? { description: keptWords(kept) } : {}),
    ...(requests.length > 0
      ? { action: { label: "Redo", onClick: () => void undoAll(requests, onUndone ?? noop) } }
      : {}),
  });
}

function noop(): void {}

function keptWords(kept: Undone["kept"]): string {
  const [first, second, ...more] = kept.map(({ why }) => why);
  return [first, second, more.length > 0 ? `And ${more.length} more stay.` : null].filter(Boolean).join(" ");
}
