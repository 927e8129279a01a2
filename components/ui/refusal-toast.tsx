"use client";

import { Refusal } from "#components/api";
import { connection } from "#components/connection";
import { toast, toastFailure } from "#components/ui/toast";

/** Says plainly that something was refused, and why. */
export function refusalToast(error: unknown, what: string): void {
  const again = error instanceof Refusal ? error.again : undefined;
  toastFailure(what, {
    description: error instanceof Refusal ? error.message : "Something broke in this page. Reload it and try again.",
    duration: again ? Number.POSITIVE_INFINITY : 8000,
    ...(again ? { action: { label: "Send again", onClick: () => sendAgain(again, what) } } : {}),
  });
}

async function sendAgain(again: () => Promise<unknown>, what: string): Promise<void> {
  try {
    await again();
    toast("Sent");
    connection.goOn();
  } catch (error) {
    refusalToast(error, what);
  }
}
