import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { IssueListView } from "#components/issues/issue-list-view";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { PageHeader } from "#components/shell/page-header";
import { readIssueList } from "../read-issue-list.ts";

export const metadata: Metadata = { title: "My issues" };

export default async function MyIssuesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const list = await readIssueList(searchParams, { assignee: "me" });
  return (
    <>
      <PageHeader actions={<CreateIssueButton />}>
        <h1 className="font-medium">My issues</h1>
      </PageHeader>
      <IssueListView
        {...list}
        empty={{ title: "Nothing waits for you", text: "Issues that are assigned to you, in any project, stand here." }}
      />
    </>
  );
}
