import type { ReactNode } from "react";
import type { Figures } from "#lib/domain/agents/schema";

const count = new Intl.NumberFormat("en");

/** What an agent came to in four weeks: one figure beside the other. */
export function AgentFigures({ figures }: { figures: Figures }) {
  const { weeks, finished, writes, undone, criteria, proven, tokensTold, issuesTold, tokensServed } = figures;
  return (
    <section aria-label="The last four weeks" className="@container border-b">
      <dl className="grid grid-cols-2 gap-px bg-line @3xl:grid-cols-5">
        <FigureCell
          name="Finished a week"
          value={count.format(Math.round((finished / weeks.length) * 10) / 10)}
          note={`${finished} ${finished === 1 ? "issue" : "issues"} in four weeks`}
          sign={<WeekBars weeks={weeks} />}
          wide
        />
        <FigureCell
          name="Undone"
          value={writes === 0 ? "–" : `${percent(undone, writes)} %`}
          note={writes === 0 ? "No writes" : `${count.format(undone)} of ${count.format(writes)} writes`}
        />
        <FigureCell
          name="With evidence"
          value={criteria === 0 ? "–" : `${percent(proven, criteria)} %`}
          note={criteria === 0 ? "No criteria" : `${count.format(proven)} of ${count.format(criteria)} criteria`}
        />
        <FigureCell
          name="Tokens an issue"
          value={issuesTold === 0 ? "–" : count.format(Math.round(tokensTold / issuesTold))}
          note={issuesTold === 0 ? "No work log tells them" : `as ${issuesTold} of ${finished} finished ones tell`}
        />
        <FigureCell name="Tokens served" value={count.format(tokensServed)} note="about, by Turbo over MCP" />
      </dl>
    </section>
  );
}

/** To one decimal place, so that one of many is not none. */
function percent(part: number, whole: number): string {
  return count.format(Math.round((part / whole) * 1000) / 10);
}

interface Cell {
  name: string;
  value: string;
  note: string;
  sign?: ReactNode;
  /** Takes the whole width where two stand beside each other. */
  wide?: true;
}

function FigureCell({ name, value, note, sign, wide }: Cell) {
  return (
    <div
      className={`flex min-w-0 flex-col gap-0.5 bg-canvas px-gutter py-3 ${wide ? "col-span-2 @3xl:col-span-1" : ""}`}
    >
      <dt className="text-mini text-muted">{name}</dt>
      <dd className="flex items-end justify-between gap-2">
        <span className="min-w-0">
          <span className="block font-semibold text-title tabular-nums">{value}</span>
          <span className="block text-mini text-muted">{note}</span>
        </span>
        {sign}
      </dd>
    </div>
  );
}

/** A bar for each week, the last one on the right. */
function WeekBars({ weeks }: { weeks: Figures["weeks"] }) {
  const most = Math.max(1, ...weeks.map(({ finished }) => finished));
  const words = `Week by week: ${weeks.map(({ finished }) => finished).join(", ")}`;
  return (
    <span role="img" aria-label={words} title={words} className="flex h-8 items-end gap-1">
      {weeks.map(({ from, finished }) => (
        <span
          key={from}
          className="w-2 rounded-t-sm bg-agent"
          style={{ height: `${Math.max(6, Math.round((finished / most) * 100))}%`, opacity: finished === 0 ? 0.3 : 1 }}
        />
      ))}
    </span>
  );
}
