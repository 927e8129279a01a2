import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { DecisionListView } from "#components/decisions/decision-list-view";
import { CreateButton } from "#components/shell/create-button";
import { PageHeader } from "#components/shell/page-header";
import { readDecisionList } from "./read-decision-list.ts";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const list = await readDecisionList(searchParams);
  return (
    <>
      <PageHeader actions={<CreateButton what="decision" />}>
        <h1 className="font-medium">Decisions</h1>
        <span className="truncate text-muted max-lg:hidden">What was decided, why, and what it governs.</span>
      </PageHeader>
      <DecisionListView {...list} path="/decisions" of="of all projects and of the whole workspace" />
    </>
  );
}
