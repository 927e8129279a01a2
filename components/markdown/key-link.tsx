import type { ReactNode } from "react";
import { Link } from "#components/ui/link";

/** A key in a text, as a link to what it names. */
export function KeyLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} dir="ltr" className="font-mono text-[0.87em]">
      {children}
    </Link>
  );
}
