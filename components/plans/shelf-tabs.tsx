import { Link } from "#components/ui/link";

export const PLAN_VIEWS = { open: "Open", closed: "Closed", archived: "Archived" } as const;
export type PlanView = keyof typeof PLAN_VIEWS;

/** The view that an address asks for. */
export function planView(value: string | string[] | undefined): PlanView {
  return typeof value === "string" && Object.hasOwn(PLAN_VIEWS, value) ? (value as PlanView) : "open";
}

/** The part of a list that is looked at. */
export function ShelfTabs({ path, view }: { path: string; view: PlanView }) {
  return (
    <nav aria-label="Show" className="flex shrink-0">
      {(Object.keys(PLAN_VIEWS) as PlanView[]).map((one) => (
        <Link
          key={one}
          href={one === "open" ? path : `${path}?show=${one}`}
          aria-current={one === view ? "page" : undefined}
          className="flex h-control items-center rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11"
        >
          {PLAN_VIEWS[one]}
        </Link>
      ))}
    </nav>
  );
}
