import { onWrite } from "#components/api";

/** Writes that can be taken back, by the first part of their path: what people plan with, not their settings or inbox. */
const UNDOABLE = new Set(
  "attachments batch comments decisions documents initiatives issues labels milestones projects updates worklogs".split(
    " ",
  ),
);

const MOST = 100;

/** Request ids of what this tab wrote, the last one last; and of its undos that can be taken back. */
let done: string[] = [];
let undone: string[] = [];

/** Notes every write of this tab from now on. */
export function noteWrites(): () => void {
  return onWrite((path, request) => {
    if (!request || !UNDOABLE.has(path.split(/[/?]/)[1] ?? "")) return;
    done = [...done, request].slice(-MOST);
    undone = [];
  });
}

export function takeLast(of: "done" | "undone"): string | undefined {
  return of === "done" ? done.pop() : undone.pop();
}

/** These were undone, from wherever: they are not the last change any more, and this undo can be taken back. */
export function noteUndone(requests: readonly string[], back: readonly string[]): void {
  done = done.filter((one) => !requests.includes(one));
  undone = [...undone, ...back];
}

/** An undo was taken back, so that it is a change once more. */
export function noteRedone(back: readonly string[]): void {
  done = [...done, ...back];
}

/** It could not be asked for; it is still the last one. */
export function putBack(of: "done" | "undone", request: string): void {
  if (of === "done") done.push(request);
  else undone.push(request);
}
