import { Maker } from "#components/people/byline";
import { Property } from "#components/properties/property";
import { RelativeTime } from "#components/ui/relative-time";
import type { Origin } from "#lib/domain/events/schema";
import type { Person } from "#lib/domain/people/schema";

interface Props {
  name: string;
  at: string;
  by: Person | null;
  origin: Origin | null;
}

/** Since when something is there, and who made it. */
export function MadeProperty({ name, at, by, origin }: Props) {
  return (
    <Property name={name}>
      <span className="flex min-w-0 flex-wrap gap-x-1.5 py-1.5 text-soft">
        <RelativeTime at={at} />
        {by ? (
          <span className="[overflow-wrap:anywhere]">
            by <Maker person={by} origin={origin} />
          </span>
        ) : null}
      </span>
    </Property>
  );
}
