import { scaleLinear, scaleTime } from "d3-scale";
import { area, line } from "d3-shape";
import { useId } from "react";

export interface ChartPoint {
  at: string;
  /** Null where nothing is known. */
  value: number | null;
}

interface Props {
  title: string;
  /** What the figure is, as a sentence. */
  description: string;
  points: readonly ChartPoint[];
  /** A value with its unit. */
  words: (value: number) => string;
  /** An instant on the axis, and in the table. */
  timeWords: { short: (at: Date) => string; long: (at: Date) => string };
  /** Is every value above nothing bad news? */
  trouble?: boolean;
}

const [WIDTH, HEIGHT] = [600, 120];

/** A figure over time: what it is now, a line, and all of it as a table. */
export function LineChart({ title, description, points, words, timeWords, trouble = false }: Props) {
  const id = useId();
  const known = points.filter((point): point is ChartPoint & { value: number } => point.value !== null);
  const last = known.at(-1);
  const times = points.map(({ at }) => new Date(at));
  const [first = new Date(0), end = first] = [times[0], times.at(-1)];
  const x = scaleTime([first, end], [0, WIDTH]);
  const most = Math.max(...known.map(({ value }) => value), 1);
  const y = scaleLinear([0, most], [HEIGHT, 0]).nice(3);
  const ticks = y.ticks(3).filter((tick) => tick > 0 && Number.isInteger(tick));
  const place = ({ at }: ChartPoint) => x(new Date(at));
  const isKnown = ({ value }: ChartPoint) => value !== null;
  const height = ({ value }: ChartPoint) => y(value ?? 0);
  const path = line<ChartPoint>(place, height).defined(isKnown).digits(1)(points) ?? "";
  const below = area<ChartPoint>(place, HEIGHT, height).defined(isKnown).digits(1)(points) ?? "";
  const told = last
    ? `${description} Lately ${words(last.value)}; at most ${words(most === 1 ? Math.max(...known.map(({ value }) => value)) : most)}.`
    : `${description} Nothing is known of this time.`;
  return (
    <figure className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2 rounded-card border border-line bg-raised p-4">
      <figcaption className="flex items-baseline justify-between gap-3">
        <span className="truncate font-medium text-row">{title}</span>
        <span className="shrink-0 font-medium text-control tabular-nums">{last ? words(last.value) : "–"}</span>
      </figcaption>
      <div className={trouble ? "text-danger" : "text-accent"}>
        <div className="relative me-16 mt-2 h-30 border-line border-b">
          <svg
            role="img"
            aria-labelledby={`${id}-title ${id}-told`}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-told`}>{told}</desc>
            {ticks.map((tick) => (
              <line
                key={tick}
                x2={WIDTH}
                y1={y(tick)}
                y2={y(tick)}
                className="stroke-line"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <path d={below} fill="currentColor" opacity={0.1} />
            <path
              d={path}
              fill="none"
              stroke="currentColor"
              strokeWidth={1.5}
              strokeLinecap="round"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          {ticks.map((tick) => (
            <span
              key={tick}
              aria-hidden="true"
              className="absolute start-full -translate-y-1/2 whitespace-nowrap ps-2 text-mini text-muted tabular-nums"
              style={{ top: `${(y(tick) / HEIGHT) * 100}%` }}
            >
              {words(tick)}
            </span>
          ))}
        </div>
        <div aria-hidden="true" className="me-16 flex justify-between pt-1 text-mini text-muted tabular-nums">
          <span>{timeWords.short(first)}</span>
          <span>{timeWords.short(new Date((first.getTime() + end.getTime()) / 2))}</span>
          <span>{timeWords.short(end)}</span>
        </div>
      </div>
      <p className="text-mini text-muted">{description}</p>
      <details className="text-mini">
        <summary className="w-fit cursor-pointer rounded-control text-muted hover:text-ink">Table</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
          tabIndex={0}
          aria-label={`${title} as a table`}
          className="mt-2 max-h-60 overflow-y-auto border-line border-t"
        >
          <table className="w-full tabular-nums">
            <thead className="sr-only">
              <tr>
                <th>Time</th>
                <th>{title}</th>
              </tr>
            </thead>
            <tbody>
              {known.toReversed().map(({ at, value }) => (
                <tr key={at} className="border-line/60 border-b">
                  <td className="py-1 text-muted">{timeWords.long(new Date(at))}</td>
                  <td className="py-1 pe-2 text-end">{words(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
