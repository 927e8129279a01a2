"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "#components/ui/link";

/** One of several views of the same thing, in the page's top line. */
export function ViewTab({ href, children }: { href: string; children: ReactNode }) {
  const open = usePathname() === href;
  const tab = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (open) tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open]);
  return (
    <Link
      ref={tab}
      href={href}
      aria-current={open ? "page" : undefined}
      className="flex h-control items-center rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11"
    >
      {children}
    </Link>
  );
}
