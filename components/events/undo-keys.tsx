"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { noteWrites } from "#components/events/undo-stack";
import { undoLast } from "#components/events/undo-toast";
import { useShortcut } from "#components/shell/shortcuts";

/** Ctrl or Cmd with Z takes back what was changed here, one change after the other; with Shift it comes again. */
export function UndoKeys() {
  const router = useRouter();
  useEffect(noteWrites, []);
  useShortcut("undo", () => undoLast("done", () => router.refresh()));
  useShortcut("redo", () => undoLast("undone", () => router.refresh()));
  return null;
}
