"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { TabLink } from "#components/shell/tab-link";

/** One of several views of the same thing, in the page's top line. */
export function ViewTab({ href, children }: { href: string; children: ReactNode }) {
  const open = usePathname() === href;
  const tab = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (open) tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open]);
  return (
    <TabLink ref={tab} href={href} here={open}>
      {children}
    </TabLink>
  );
}
