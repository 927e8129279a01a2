import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { Discussion } from "#components/comments/discussion";
import { Markdown } from "#components/markdown/markdown";
import { MilestoneProperties } from "#components/milestones/milestone-properties";
import { Outlook } from "#components/milestones/outlook";
import { LivePlan } from "#components/plans/live-plan";
import { PlanActions } from "#components/plans/plan-actions";
import { PlanIssues } from "#components/plans/plan-issues";
import { PlanText } from "#components/plans/plan-text";
import { ShelfNotice } from "#components/shelf/shelf-notice";
import { Breadcrumb, projectCrumb } from "#components/shell/breadcrumb";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { PageHeader } from "#components/shell/page-header";
import { RecordColumns } from "#components/shell/record-columns";
import { isolated } from "#components/ui/isolated";
import { readDiscussion } from "../../read-discussion.ts";
import { readIssueList } from "../../read-issue-list.ts";
import { readProjects } from "../../read-projects.ts";
import { readMilestone } from "./read-milestone.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const milestone = await readMilestone(decodeURIComponent((await params).key));
  return { title: `${milestone.key} ${isolated(milestone.title)}` };
}

export default async function MilestonePage({ params, searchParams }: Props) {
  const key = decodeURIComponent((await params).key);
  const milestone = await readMilestone(key);
  if (milestone.key !== key) redirect(`/milestones/${milestone.key}`);
  const [list, projects, { maxSizeMb, ...discussion }] = await Promise.all([
    readIssueList(Promise.resolve({}), { project: milestone.project, milestone: key }),
    readProjects(),
    readDiscussion(key, searchParams),
  ]);
  const keys = projects.items.map((project) => project.key);
  const path = `/milestones/${key}`;
  const home = `/projects/${milestone.project}/milestones`;
  const draft = { project: milestone.project, milestone: key };
  return (
    <AttachmentsProvider on={key} binned={milestone.shelf === "binned"} maxSizeMb={maxSizeMb}>
      <LivePlan keys={[key]} projects={[milestone.project]} />
      <PageHeader
        actions={
          <>
            <PlanActions path={path} plan={milestone} home={home} />
            <CreateIssueButton draft={draft} />
          </>
        }
      >
        <Breadcrumb
          crumbs={[projectCrumb(milestone.project, projects.items), { href: home, words: "Milestones" }]}
          here={key}
        />
      </PageHeader>
      <RecordColumns
        head={
          <>
            <ShelfNotice path={path} thing={milestone} noun="milestone" />
            <PlanText path={path} plan={milestone}>
              <Markdown source={milestone.description} projects={keys} />
            </PlanText>
            <Outlook milestone={milestone} />
          </>
        }
        properties={<MilestoneProperties milestone={milestone} />}
      >
        <PlanIssues groups={list.groups} query={list.query} draft={draft} />
        <Discussion {...discussion} subject={milestone} projects={keys} />
      </RecordColumns>
    </AttachmentsProvider>
  );
}
