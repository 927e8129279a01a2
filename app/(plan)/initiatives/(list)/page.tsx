import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { InitiativeRow } from "#components/initiatives/initiative-row";
import { LivePlan } from "#components/plans/live-plan";
import { PlanRows } from "#components/plans/plan-rows";
import { planView, ShelfTabs } from "#components/plans/shelf-tabs";
import { CreateButton } from "#components/shell/create-button";
import { PageHeader } from "#components/shell/page-header";
import { EmptyState } from "#components/ui/empty-state";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Initiatives" };

export default async function InitiativesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = planView((await searchParams).show);
  const { items, total } = await readPage(listInitiatives, {
    ...(view === "archived" ? { shelf: "archived" } : { status: [view] }),
    sort: "target",
    limit: 200,
    total: true,
  });
  return (
    <>
      <LivePlan keys={null} projects={null} />
      <PageHeader actions={<CreateButton what="initiative" />}>
        <h1 className="font-medium">Initiatives</h1>
        <span className="text-muted tabular-nums">{total}</span>
        <ShelfTabs path="/initiatives" view={view} />
      </PageHeader>
      {items.length > 0 ? (
        <PlanRows>
          <ul aria-label="Initiatives">
            {items.map((initiative) => (
              <InitiativeRow key={initiative.id} initiative={initiative} />
            ))}
          </ul>
        </PlanRows>
      ) : view === "open" ? (
        <EmptyState
          title="Nothing here yet"
          text="An initiative is an aim that issues of one or more projects serve. It tells how far it is and how it stands. Press N, then I to start one."
        >
          <CreateButton what="initiative" />
        </EmptyState>
      ) : (
        <EmptyState title="Nothing here" text="Initiatives that were closed or put away stand here." />
      )}
    </>
  );
}
