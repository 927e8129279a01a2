import { Link } from "#components/ui/link";

/** The title of a row; the whole row is its press area. */
export function RowLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      data-open=""
      dir="auto"
      className="min-w-0 flex-1 truncate text-start font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
    >
      {children}
    </Link>
  );
}
