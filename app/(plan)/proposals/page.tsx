import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ProposalListView } from "#components/proposals/proposal-list-view";
import { PageHeader } from "#components/shell/page-header";
import { readProposalList } from "./read-proposal-list.ts";

export const metadata: Metadata = { title: "Proposals" };

export default async function ProposalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const list = await readProposalList(searchParams);
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">Proposals</h1>
        <span className="truncate text-muted max-lg:hidden">Plans that wait to be accepted, item by item.</span>
      </PageHeader>
      <ProposalListView {...list} path="/proposals" />
    </>
  );
}
