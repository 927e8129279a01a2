import { buttonClasses } from "#components/ui/button";
import { Link } from "#components/ui/link";

interface Props {
  cursor: string | null;
  /** What else the address says. */
  query?: Record<string, string>;
}

/** The way to the next page of a list, where there is one. */
export function ShowOlder({ cursor, query }: Props) {
  if (!cursor) return null;
  return (
    <div className="px-gutter py-3">
      <Link className={buttonClasses()} href={{ query: { ...query, cursor } }}>
        Show older
      </Link>
    </div>
  );
}
