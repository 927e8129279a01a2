import { Fragment, type ReactNode } from "react";

interface Part {
  name: string;
  /** Has it nothing in it? Then it is a button in the row below the others. */
  empty: boolean;
  part: ReactNode;
}

/** The parts of a page: what has something in it, one under the other, then one row with ways to begin the rest. */
export function IssueSections({ parts }: { parts: readonly Part[] }) {
  const ordered = [...parts.filter(({ empty }) => !empty), ...parts.filter(({ empty }) => empty)];
  return (
    <div className="-ms-2.5 flex flex-wrap gap-x-1 [&>button]:mt-4 [&>section]:ms-2.5 [&>section]:min-w-0 [&>section]:basis-full">
      {ordered.map(({ name, part }) => (
        <Fragment key={name}>{part}</Fragment>
      ))}
    </div>
  );
}
