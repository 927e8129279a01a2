import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { ActivitySection } from "#components/activity/activity-section";
import { AttachmentSection } from "#components/attachments/attachment-section";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { ClaimProperty } from "#components/claims/claim-property";
import { CriteriaList } from "#components/issues/criteria-list";
import { IssueActions } from "#components/issues/issue-actions";
import { IssueProvider } from "#components/issues/issue-context";
import { IssueDecisions, StaleNotice } from "#components/issues/issue-decisions";
import { IssueDescription } from "#components/issues/issue-description";
import { IssueKey } from "#components/issues/issue-key";
import { IssueLinks } from "#components/issues/issue-links";
import { IssueProperties } from "#components/issues/issue-properties";
import { IssueSections } from "#components/issues/issue-sections";
import { IssueTitle } from "#components/issues/issue-title";
import { SubIssues } from "#components/issues/sub-issues";
import { LivePage } from "#components/live/live-page";
import { Markdown } from "#components/markdown/markdown";
import { QuestionList } from "#components/questions/question-list";
import { QuestionSection } from "#components/questions/question-section";
import { Backlinks } from "#components/references/backlinks";
import { ShelfNotice } from "#components/shelf/shelf-notice";
import { Breadcrumb, projectCrumb } from "#components/shell/breadcrumb";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { PageHeader } from "#components/shell/page-header";
import { RecordColumns } from "#components/shell/record-columns";
import { isolated } from "#components/ui/isolated";
import { WorkLogList } from "#components/worklogs/work-log-list";
import { WorkLogSection } from "#components/worklogs/work-log-section";
import { readDiscussion } from "../../read-discussion.ts";
import { readProjects } from "../../read-projects.ts";
import { readIssue } from "./read-issue.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const issue = await readIssue((await params).key);
  return { title: `${issue.key} ${isolated(issue.title)}` };
}

export default async function IssuePage({ params, searchParams }: Props) {
  const { key } = await params;
  const issue = await readIssue(key);
  if (issue.key !== key) redirect(`/issues/${issue.key}`);
  const [{ attachments, references, origin, user, workLogs, questions, maxSizeMb, ...discussion }, projects] =
    await Promise.all([readDiscussion(key, searchParams), readProjects()]);
  const keys = projects.items.map((project) => project.key);
  const open = questions.filter(({ state }) => state === "open").length;
  const asked = {
    name: "questions",
    empty: questions.length === 0,
    part: (
      <QuestionSection many={questions.length} open={open}>
        <QuestionList questions={questions} projects={keys} />
      </QuestionSection>
    ),
  };
  const related = [...issue.childIssues, ...issue.links.map((link) => link.issue)].map((other) => other.key);
  return (
    <IssueProvider issue={issue} key={issue.id}>
      <AttachmentsProvider on={issue.key} binned={issue.shelf === "binned"} maxSizeMb={maxSizeMb}>
        <LivePage kinds={["decision"]} />
        <LivePage keys={[issue.key, ...related, ...(issue.parent ? [issue.parent] : [])]} />
        <PageHeader
          actions={
            <>
              <IssueActions />
              <CreateIssueButton draft={{ project: issue.project }} />
            </>
          }
        >
          <Breadcrumb
            crumbs={[
              projectCrumb(issue.project, projects.items),
              ...(issue.parentIssue
                ? [
                    {
                      href: `/issues/${issue.parentIssue.key}`,
                      words: <IssueKey className="hover:text-ink">{issue.parentIssue.key}</IssueKey>,
                    },
                  ]
                : []),
            ]}
            here={issue.key}
          />
        </PageHeader>
        <RecordColumns
          head={
            <>
              <ShelfNotice path={`/issues/${issue.key}`} thing={issue} noun="issue" />
              <StaleNotice decisions={issue.decisions} />
              <IssueTitle />
              <div className="mt-4">
                <IssueDescription>
                  <Markdown source={issue.description} projects={keys} />
                </IssueDescription>
              </div>
              <IssueSections
                parts={[
                  ...(open > 0 ? [asked] : []),
                  { name: "criteria", empty: issue.criteriaList.length === 0, part: <CriteriaList /> },
                  { name: "children", empty: issue.childIssues.length === 0, part: <SubIssues /> },
                  { name: "links", empty: issue.links.length === 0, part: <IssueLinks /> },
                  {
                    name: "files",
                    empty: attachments.items.length === 0,
                    part: <AttachmentSection attachments={attachments.items} total={attachments.total ?? 0} />,
                  },
                  {
                    name: "work",
                    empty: workLogs.length === 0,
                    part: (
                      <WorkLogSection logs={workLogs} me={user.handle}>
                        <WorkLogList logs={workLogs} projects={keys} me={user.handle} />
                      </WorkLogSection>
                    ),
                  },
                  ...(open > 0 ? [] : [asked]),
                ]}
              />
            </>
          }
          properties={
            <IssueProperties origin={origin}>
              <ClaimProperty />
              <IssueDecisions decisions={issue.decisions} />
            </IssueProperties>
          }
        >
          <ActivitySection {...discussion} subject={issue} projects={keys} me={user.handle} />
          <Backlinks references={references.items} more={references.nextCursor !== null} />
        </RecordColumns>
      </AttachmentsProvider>
    </IssueProvider>
  );
}
