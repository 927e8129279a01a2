import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { BinRow } from "#components/bin/bin-row";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { EmptyState } from "#components/ui/empty-state";
import { loadConfig } from "#lib/core/config";
import { listBin } from "#lib/domain/bin/list-bin";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Bin" };

const loadParams = createLoader({ cursor: parseAsString });

export default async function BinPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { cursor } = await loadParams(searchParams);
  const page = await readPage(listBin, { limit: 100, ...(cursor ? { cursor } : {}) });
  const { binDays } = loadConfig().retention;
  const end = binDays === 0 ? "nothing is removed by itself" : `after ${binDays} days it is removed for good`;
  return (
    <>
      <LivePage />
      <PageHeader>
        <h1 className="font-medium">Bin</h1>
        <span className="truncate text-muted">What is here can be restored; {end}.</span>
      </PageHeader>
      {page.items.length > 0 ? (
        <PlanRows>
          <ul>
            {page.items.map((entry) => (
              <BinRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </PlanRows>
      ) : (
        <EmptyState
          title="The bin is empty"
          text={`What you move to the bin waits here until you restore it; ${end}.`}
        />
      )}
      <ShowOlder cursor={page.nextCursor} />
    </>
  );
}
