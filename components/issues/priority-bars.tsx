import { PRIORITY_WORDS } from "#components/issues/words";
import type { Priority } from "#lib/domain/projects/fields";

const LEVELS: Record<Priority, number> = { critical: 4, high: 3, medium: 2, low: 1, none: 0 };
const BARS = [
  { x: 1.5, y: 8.5, height: 4 },
  { x: 5.5, y: 5.5, height: 7 },
  { x: 9.5, y: 2.5, height: 10 },
];

/** Three bars of rising height; a square with ! for critical, a dash for none. */
export function PriorityBars({ priority, label = true }: { priority: Priority; label?: boolean }) {
  const sign = (
    <svg viewBox="0 0 14 14" className={priorityClasses(priority)} aria-hidden="true">
      <PriorityShape priority={priority} />
    </svg>
  );
  if (!label) return sign;
  const words = priority === "none" ? PRIORITY_WORDS.none : `${PRIORITY_WORDS[priority]} priority`;
  return (
    <span role="img" aria-label={words} className="inline-flex">
      {sign}
    </span>
  );
}

export function priorityClasses(priority: Priority): string {
  const colour = priority === "critical" ? "text-critical" : priority === "none" ? "text-faint" : "text-soft";
  return `size-3.5 shrink-0 ${colour}`;
}

/** What stands in the sign of a priority, on 14 by 14. */
export function PriorityShape({ priority }: { priority: Priority }) {
  if (priority === "critical") {
    return (
      <>
        <rect x="1" y="1" width="12" height="12" rx="3" fill="currentColor" />
        <path d="M7 3.8v3.7M7 10.1v.2" stroke="var(--canvas)" strokeWidth="1.7" strokeLinecap="round" />
      </>
    );
  }
  if (priority === "none") return <path d="M3 7h8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />;
  return BARS.map((bar, place) => (
    <rect key={bar.x} {...bar} width="3" rx="1" fill="currentColor" fillOpacity={place < LEVELS[priority] ? 1 : 0.28} />
  ));
}
