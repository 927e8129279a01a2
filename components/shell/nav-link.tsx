"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names";
import { Link } from "#components/ui/link";

interface Props {
  href: string;
  children: ReactNode;
  /** Also paths below it count as here. */
  deep?: boolean;
  className?: string;
  onClick?: () => void;
}

export function NavLink({ href, children, deep = false, className, onClick }: Props) {
  const path = usePathname();
  const here = path === href || (deep && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      onClick={onClick}
      aria-current={here ? "page" : undefined}
      className={classNames(
        "flex h-control items-center gap-2 rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink",
        "aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink",
        className,
      )}
    >
      {children}
    </Link>
  );
}
