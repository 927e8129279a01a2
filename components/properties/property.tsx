import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names";

/** One line of the properties: its name and the control that changes it. */
export function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[88px_minmax(0,1fr)] items-start">
      <dt className="flex h-8 items-center text-muted touch:h-control">{name}</dt>
      <dd className="flex min-h-8 min-w-0 items-center touch:min-h-control">{children}</dd>
    </div>
  );
}

export const PROPERTY_CONTROL = classNames(
  "-ms-2 flex min-h-control max-w-full min-w-0 items-center gap-2 rounded-control px-2 text-start",
  "enabled:hover:bg-hover aria-expanded:bg-hover",
);

export interface ValueProps {
  name: string;
  disabled: boolean;
  /** Words where it has no value. */
  none?: string | undefined;
  /** Its button says the name with the value. */
  says?: boolean;
  /** The value, as people see it; null for none. */
  children: ReactNode;
}

/** What a property's button shows. */
export function Value({ name, none = "None", says, children }: Omit<ValueProps, "disabled">) {
  return (
    <>
      {says ? <span className="sr-only">{name}: </span> : null}
      {children ?? <span className="text-muted">{none}</span>}
    </>
  );
}
