"use client";

import type { ReactNode } from "react";
import { useList } from "#components/shell/use-list";

/** A handle in a text: marked, with the name on hover, where there is such a person. */
export function PersonName({ handle, children }: { handle: string; children: ReactNode }) {
  const person = useList("/users")?.find((one) => one.handle === handle);
  return (
    <bdi data-person={person ? "" : undefined} title={person?.name}>
      {children}
    </bdi>
  );
}
