import { PlanRows } from "#components/plans/plan-rows";
import { placeOf, type Scale, ticksOf } from "#components/timeline/scale";
import { TimelineBar } from "#components/timeline/timeline-bar";
import type { TimelineItem } from "#lib/domain/timeline/schema";

interface Props {
  items: TimelineItem[];
  scale: Scale;
  by: "month" | "quarter";
  today: string;
}

/** Initiatives, then milestones, on one scale of days with a line where today is. */
export function TimelineView({ items, scale, by, today }: Props) {
  const ticks = ticksOf(scale, by);
  const groups = [
    { title: "Initiatives", items: items.filter((item) => item.kind === "initiative") },
    { title: "Milestones", items: items.filter((item) => item.kind === "milestone") },
  ].filter((group) => group.items.length > 0);
  return (
    <div className="relative [--timeline:minmax(0,3fr)_minmax(0,7fr)] lg:[--timeline:300px_minmax(0,1fr)]">
      <div className="sticky top-11 z-10 hidden h-8 grid-cols-(--timeline) border-b bg-canvas md:grid touch:top-13">
        <span />
        <div className="relative" aria-hidden="true">
          {ticks.map((tick) => (
            <span
              key={tick.date}
              className={`absolute top-2 whitespace-nowrap ps-1 text-mini ${tick.year ? "font-medium text-ink" : "text-muted"}`}
              style={{ left: `${placeOf(tick.date, scale)}%` }}
            >
              {tick.year ? (
                <>
                  <span className="max-lg:hidden">{tick.words} </span>
                  {tick.year}
                </>
              ) : (
                tick.words
              )}
            </span>
          ))}
        </div>
      </div>
      <div className="relative">
        <div className="pointer-events-none absolute inset-0 hidden grid-cols-(--timeline) md:grid" aria-hidden="true">
          <span />
          <div className="relative">
            {ticks.map((tick) => (
              <span
                key={tick.date}
                className="absolute inset-y-0 border-line border-s"
                style={{ left: `${placeOf(tick.date, scale)}%` }}
              />
            ))}
            <span
              className="absolute inset-y-0 z-10 border-accent border-s-2"
              style={{ left: `${placeOf(today, scale)}%` }}
              data-today=""
            />
          </div>
        </div>
        <PlanRows>
          {groups.map((group) => (
            <section key={group.title} aria-label={group.title}>
              <h2 className="relative flex h-8 items-center gap-2 border-b bg-sunken px-gutter font-medium text-mini text-soft">
                <bdi>{group.title}</bdi>
                <span className="text-muted tabular-nums">{group.items.length}</span>
              </h2>
              <ul>
                {group.items.map((item) => (
                  <TimelineBar
                    key={item.kind === "initiative" ? item.initiative.id : item.milestone.id}
                    item={item}
                    scale={scale}
                    today={today}
                  />
                ))}
              </ul>
            </section>
          ))}
        </PlanRows>
      </div>
    </div>
  );
}
