"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Hears the presses on the buttons of all rows of a list, so that a row needs no handlers of its own. */
export function usePresses(
  list: RefObject<HTMLElement | null>,
  onPress: (act: string, row: HTMLElement, button: HTMLElement) => void,
): void {
  const tell = useEffectEvent(onPress);
  useEffect(() => {
    const element = list.current;
    function press(event: MouseEvent) {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]") : null;
      const row = button?.closest<HTMLElement>("[data-issue]");
      if (button?.dataset.act && row) tell(button.dataset.act, row, button);
    }
    element?.addEventListener("click", press);
    return () => element?.removeEventListener("click", press);
  }, [list]);
}
