import { TabLink } from "#components/shell/tab-link";

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
        <TabLink key={one} href={one === "open" ? path : `${path}?show=${one}`} here={one === view}>
          {PLAN_VIEWS[one]}
        </TabLink>
      ))}
    </nav>
  );
}
