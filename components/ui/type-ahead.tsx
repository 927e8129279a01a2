/** Longer than this nothing is waited for: what was typed is dropped, and keys are keys again. */
const PATIENCE_MS = 3000;

let caught: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps what is typed from now on for a field that is about to appear. */
export function beginTypeAhead(): void {
  if (caught !== null) return;
  caught = "";
  window.addEventListener("keydown", catchKey, true);
  timer = setTimeout(takeTypeAhead, PATIENCE_MS);
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
  requestAnimationFrame(() =>
    requestAnimationFrame(() => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }))),
  );
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
