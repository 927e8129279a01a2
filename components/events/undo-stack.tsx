import { onWrite } from "#components/api";

/** Writes that can be taken back, by the first part of their path: what people plan with, not their settings. */
const UNDOABLE = new Set(
  "attachments batch comments decisions documents initiatives issues labels milestones projects proposals questions updates worklogs".split(
    " ",
  ),
);

const MOST = 100;

/** A change of which no event tells: what it did, and the writes that take it back and make it again. */
export interface OwnChange {
  words: string;
  back: () => Promise<unknown>;
  again: () => Promise<unknown>;
}

/** Something that this tab changed; where events tell of it, the id of its request is enough. */
export type Change = string | OwnChange;

/** What this tab changed, the last one last; and its undos that can be taken back. */
let done: Change[] = [];
let undone: Change[] = [];

/** Notes every write of this tab from now on. */
export function noteWrites(): () => void {
  return onWrite((path, request) => {
    if (request && UNDOABLE.has(path.split(/[/?]/)[1] ?? "")) noteChange(request);
  });
}

export function noteChange(change: Change): void {
  done = [...done, change].slice(-MOST);
  undone = [];
}

export function takeLast(of: "done" | "undone"): Change | undefined {
  return of === "done" ? done.pop() : undone.pop();
}

/** These are taken back elsewhere: they are not the last change any more. */
export function forget(changes: readonly Change[]): void {
  done = done.filter((one) => !changes.includes(one));
  undone = undone.filter((one) => !changes.includes(one));
}

/** What takes an undo back. */
export function noteUndone(back: readonly Change[]): void {
  undone = [...undone, ...back];
}

/** An undo was taken back, so that it is a change once more. */
export function noteRedone(back: readonly Change[]): void {
  done = [...done, ...back];
}

/** It could not be asked for; it is still the last one. */
export function putBack(of: "done" | "undone", change: Change): void {
  if (of === "done") done.push(change);
  else undone.push(change);
}
