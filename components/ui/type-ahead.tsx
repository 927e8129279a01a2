/** Longer than this nothing is waited for: what was typed is dropped, and keys are keys again. */
const PATIENCE_MS = 3000;

let caught: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** Keeps what is typed from now on for a field that is about to appear; answers how often that was asked for. */
export function beginTypeAhead(): number {
  asked += 1;
  if (caught !== null) return asked;
  caught = "";
  window.addEventListener("keydown", catchKey, true);
  timer = setTimeout(takeTypeAhead, PATIENCE_MS);
  return asked;
}

/** Does something that may open a field: what is typed until that has the focus lands in it. */
export function typeAheadOf(act: () => void): void {
  const mine = beginTypeAhead();
  // Once what is closing has given the focus back.
  setTimeout(() => {
    act();
    afterShown(() => {
      // A part that is still on its way has asked for itself.
      if (mine !== asked) return;
      const entered = writeTypeAhead();
      takeTypeAhead();
      if (entered && document.activeElement instanceof HTMLElement) enterOnceShown(document.activeElement);
    });
  });
}

/**
 * Gives what was typed, up to an Enter, to the field that has the focus, as the browser's own writing, which a field
 * hears like any other. Answers whether an Enter followed.
 */
export function writeTypeAhead(): boolean {
  if (!document.activeElement?.matches("input, textarea")) return false;
  const [early, enter] = takeTypeAhead().split(/(\n)/);
  if (early) document.execCommand("insertText", false, early);
  return enter !== undefined;
}

/** The field is there, or will not come: answers what was typed meanwhile. */
export function takeTypeAhead(): string {
  const text = caught ?? "";
  caught = null;
  clearTimeout(timer);
  window.removeEventListener("keydown", catchKey, true);
  return text;
}

/** The field has the focus: gives it what was typed before it was there, and an Enter that ended that. */
export function landTypeAhead(field: HTMLElement, write: (early: string) => void): void {
  const [early, enter] = takeTypeAhead().split(/(\n)/);
  if (early) write(early);
  if (enter) enterOnceShown(field);
}

/** Presses Enter in a field as soon as what answers it is shown. */
export function enterOnceShown(field: HTMLElement): void {
  afterShown(() => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
}

function afterShown(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function catchKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === "Escape") return;
  if ([...event.key].length === 1) caught += event.key;
  if (event.key === "Backspace") caught = (caught ?? "").slice(0, -1);
  if (event.key === "Enter") caught += "\n";
  // What comes too early must not act on what lies below.
  event.preventDefault();
  event.stopPropagation();
}
