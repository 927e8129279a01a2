import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { sizeWords } from "#components/attachments/size-words";
import { LineChart } from "#components/charts/line-chart";
import { ModelsCard } from "#components/instance/models-card";
import { ReadAgain } from "#components/live/read-again";
import { SettingsTabs } from "#components/people/settings-tabs";
import { PageHeader } from "#components/shell/page-header";
import { TabLink } from "#components/shell/tab-link";
import { RelativeTime } from "#components/ui/relative-time";
import { durationWords } from "#components/ui/time-words";
import { getUsage } from "#lib/domain/ai/get-usage";
import { listFigures } from "#lib/domain/instance/list-figures";
import type { FiguresPoint, Span } from "#lib/domain/instance/schema";
import { modelState } from "#lib/doors/model-state";
import { readPage, readPlace } from "#lib/doors/page";
import { presentFigures } from "#lib/doors/present-figures";
import { readMe } from "../../read-me.ts";

export const metadata: Metadata = { title: "Instance" };

/** How often the page is read again, in milliseconds: a minute's figures come once a minute. */
const AGAIN = 15_000;
const WORDS = { hour: "Hour", day: "Day", week: "7 days", month: "30 days" } as const satisfies Record<Span, string>;
const DAY = 24 * 60;
const MB = 1024 * 1024;
const SPANS = Object.keys(WORDS) as Span[];

const loadParams = createLoader({ span: parseAsStringLiteral(SPANS).withDefault("hour") });

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const countWords = (value: number) => count.format(value);
const msWords = (value: number) => (value < 1000 ? `${count.format(value)} ms` : `${count.format(value / 1000)} s`);
const waitWords = (minutes: number) =>
  minutes < DAY ? durationWords(Math.round(minutes)) : `${count.format(minutes / DAY)}d`;
const memoryWords = (mb: number) => `${count.format(mb)} MB`;

export default async function InstancePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { scope } = await readMe();
  if (scope !== "admin") notFound();
  const { span } = await loadParams(searchParams);
  const [{ items, minutes }, usage, present, { timeZone }] = await Promise.all([
    readPage(listFigures, { span }),
    readPage(getUsage, { by: "provider" }),
    presentFigures(),
    readPlace(),
  ]);
  const known = items.filter(({ requests }) => requests !== null);
  const of = (figure: Exclude<keyof FiguresPoint, "at">, unit = 1) =>
    items.map(({ at, [figure]: value }) => ({ at, value: value === null ? null : value / unit }));
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" });
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" });
  const long = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  const short = span === "hour" || span === "day" ? time : day;
  const timeWords = { short: (at: Date) => short.format(at), long: (at: Date) => long.format(at) };
  const per = minutes === 1 ? "a minute" : minutes < 60 ? `${minutes} minutes` : `${minutes / 60} hours`;
  return (
    <>
      <ReadAgain every={AGAIN} />
      <PageHeader>
        <SettingsTabs here="/settings/instance" />
      </PageHeader>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 border-line/60 border-b px-gutter py-3 text-row">
        <Fact name="Turbo">{present.version}</Fact>
        <Fact name="Started">
          <RelativeTime at={present.startedAt} />
        </Fact>
        <Fact name="Database">
          {present.engine}
          {present.bytes === null ? ", does not answer" : `, ${sizeWords(present.bytes)}`}
        </Fact>
        <Fact name="Events">{present.lastEvent === null ? "–" : count.format(present.lastEvent)}</Fact>
        <Fact name="Ready issues">{present.ready === null ? "–" : count.format(present.ready)}</Fact>
        <Fact name="Leases held">{present.leases === null ? "–" : count.format(present.leases)}</Fact>
        <Fact name="Open pages">{count.format(present.streams)}</Fact>
      </dl>
      <nav aria-label="Span" className="flex items-center gap-0.5 px-gutter pt-4">
        <span className="-ms-2 flex items-center gap-0.5">
          {SPANS.map((one) => (
            <TabLink key={one} href={`/settings/instance?span=${one}`} here={one === span}>
              {WORDS[one]}
            </TabLink>
          ))}
        </span>
        <span className="ms-auto truncate text-mini text-muted">
          {minutes === 1 ? "A point is a minute." : `A point is ${per}; the last one still goes on.`}
        </span>
      </nav>
      {known.length === 0 ? (
        <p className="px-gutter py-4 text-muted text-row">
          Nothing is known of this time yet: Turbo writes its figures down once a minute while it runs. The first ones
          will stand here by themselves.
        </p>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-gutter py-4 md:grid-cols-2 2xl:grid-cols-3">
        <LineChart
          title="Requests"
          description={`Of people and programs, in ${per}; files, streams and looks at how Turbo is do not count.`}
          {...{ points: of("requests"), words: countWords, timeWords }}
        />
        <LineChart
          title="Duration, p95"
          description="Of a hundred requests, 95 were answered within this time, about."
          {...{ points: of("p95"), words: msWords, timeWords }}
        />
        <LineChart
          title="Errors"
          description={`Requests that failed by Turbo's own fault or while its database was away, in ${per}.`}
          {...{ points: of("errors"), words: countWords, timeWords, trouble: true }}
        />
        <LineChart
          title="Oldest ready issue"
          description="How long the first issue of the queue had been waiting."
          {...{ points: of("oldest", 60), words: waitWords, timeWords }}
        />
        <LineChart
          title="Live agents"
          description="Agents that held an issue or had just asked for something."
          {...{ points: of("agents"), words: countWords, timeWords }}
        />
        <LineChart
          title="Memory"
          description="What the server took; of several servers the one that took most."
          {...{ points: of("memory", MB), words: memoryWords, timeWords }}
        />
      </div>
      <ModelsCard state={modelState()} usage={usage} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-mini text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}
