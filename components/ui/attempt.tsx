"use client";

import { refusalToast } from "#components/ui/refusal-toast";

/** Does what asks the server; where it refuses, a toast says so. Answers whether it was done. */
export async function attempt(act: () => Promise<unknown>, refused: string): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    refusalToast(error, refused);
    return false;
  }
}
