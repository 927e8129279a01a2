"use client";

import { refusalToast } from "#components/ui/refusal-toast";

/** Waits for what the server was asked; where it refuses, a toast says so. Answers whether it was done. */
export async function attempt(asked: Promise<unknown>, refused: string): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    refusalToast(error, refused);
    return false;
  }
}
