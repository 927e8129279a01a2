"use client";

import { toast } from "sonner";
import { Refusal } from "#components/api";

/** Says plainly that something was refused, and why. */
export function refusalToast(error: unknown, what: string): void {
  toast.error(what, {
    description: error instanceof Refusal ? error.message : "Something broke in this page. Reload it and try again.",
    duration: 8000,
  });
}
