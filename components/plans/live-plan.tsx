"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { useEvents } from "#components/live/use-events";

interface Props {
  /** Keys of what the page shows; null where it shows all there is. */
  keys: readonly string[] | null;
  /** Keys of the projects whose issues count for its progress; null for all. */
  projects: readonly string[] | null;
}

const KINDS = ["initiative", "milestone", "status_update"];

/** Reads the page again when a plan that it shows changed, or an issue that may count for it. */
export function LivePlan({ keys, projects }: Props) {
  const router = useRouter();
  useEvents((events) => {
    const concerned = events
      .flatMap((event) => event.changes)
      .some(({ kind, key }) => {
        if (kind === "issue") return projects?.includes(key.slice(0, key.lastIndexOf("-"))) ?? true;
        return keys ? keys.includes(key) : KINDS.includes(kind);
      });
    if (concerned) startTransition(() => router.refresh());
  });
  return null;
}
