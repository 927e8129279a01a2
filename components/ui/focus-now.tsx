/** A ref that puts the focus on what has just appeared because somebody asked for it. */
export function focusNow(element: HTMLElement | null): void {
  element?.focus();
}
