"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** The address of the page that is shown, from its first slash on and without its fragment. */
export function useHref(): string {
  const path = usePathname();
  const query = useSearchParams().toString();
  return query ? `${path}?${query}` : path;
}
