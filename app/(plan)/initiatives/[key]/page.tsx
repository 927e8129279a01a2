import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { Discussion } from "#components/comments/discussion";
import { DECISION_STATUS_WORDS } from "#components/decisions/words";
import { DOCUMENT_STATUS_WORDS } from "#components/documents/words";
import { InitiativeProperties } from "#components/initiatives/initiative-properties";
import { NewStatusUpdate } from "#components/initiatives/new-status-update";
import { StatusUpdateCard } from "#components/initiatives/status-update-card";
import { IssueKey } from "#components/issues/issue-key";
import { IssueSection } from "#components/issues/issue-section";
import { Markdown } from "#components/markdown/markdown";
import { LivePlan } from "#components/plans/live-plan";
import { PlanActions } from "#components/plans/plan-actions";
import { PlanIssues } from "#components/plans/plan-issues";
import { PlanText } from "#components/plans/plan-text";
import { ProgressBar, progressWords } from "#components/plans/progress-bar";
import { ShelfNotice } from "#components/shelf/shelf-notice";
import { Breadcrumb } from "#components/shell/breadcrumb";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { PageHeader } from "#components/shell/page-header";
import { RecordColumns } from "#components/shell/record-columns";
import { isolated } from "#components/ui/isolated";
import { Link } from "#components/ui/link";
import { listStatusUpdates } from "#lib/domain/initiatives/list-status-updates";
import type { Initiative } from "#lib/domain/initiatives/schema";
import { readPage } from "#lib/doors/page";
import { readDiscussion } from "../../read-discussion.ts";
import { readIssueList } from "../../read-issue-list.ts";
import { readMe } from "../../read-me.ts";
import { readProjects } from "../../read-projects.ts";
import { readInitiative } from "./read-initiative.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const initiative = await readInitiative(decodeURIComponent((await params).key));
  return { title: `${initiative.key} ${isolated(initiative.title)}` };
}

export default async function InitiativePage({ params, searchParams }: Props) {
  const key = decodeURIComponent((await params).key);
  const initiative = await readInitiative(key);
  if (initiative.key !== key) redirect(`/initiatives/${initiative.key}`);
  const [{ scope }, updates, list, projects, { maxSizeMb, user, ...discussion }] = await Promise.all([
    readMe(),
    readPage(listStatusUpdates, { initiative: key, limit: 50 }),
    readIssueList(Promise.resolve({}), { initiative: key }),
    readProjects(),
    readDiscussion(key, searchParams),
  ]);
  const mayWrite = scope !== "read" && initiative.shelf !== "binned";
  const keys = projects.items.map((project) => project.key);
  const listed = [...initiative.decisions, ...initiative.documents].map((item) => item.key);
  const { references } = discussion;
  const elsewhere = {
    ...references,
    items: references.items.filter(({ on, source }) => source !== null || !listed.includes(on.key)),
  };
  const path = `/initiatives/${key}`;
  const draft = { initiative: key, ...(initiative.projects[0] ? { project: initiative.projects[0] } : {}) };
  return (
    <AttachmentsProvider on={key} binned={initiative.shelf === "binned"} maxSizeMb={maxSizeMb}>
      <LivePlan keys={[key]} projects={initiative.projects} />
      <PageHeader
        actions={
          <>
            <PlanActions path={path} plan={initiative} home="/initiatives" />
            <CreateIssueButton draft={draft} />
          </>
        }
      >
        <Breadcrumb crumbs={[{ href: "/initiatives", words: "Initiatives" }]} here={key} />
      </PageHeader>
      <RecordColumns
        head={
          <>
            <ShelfNotice path={path} thing={initiative} noun="initiative" />
            <PlanText path={path} plan={initiative}>
              <Markdown source={initiative.description} projects={keys} />
            </PlanText>
          </>
        }
        properties={<InitiativeProperties initiative={initiative} />}
      >
        <ProgressByProject initiative={initiative} />
        <IssueSection
          title="Status updates"
          count={updates.items.length > 0 ? String(updates.items.length) : undefined}
        >
          {!mayWrite ? null : <NewStatusUpdate initiative={key} health={initiative.health} />}
          <div className="mt-2">
            {updates.items.map((update) => (
              <StatusUpdateCard
                key={update.id}
                update={update}
                mine={mayWrite && (update.author?.id === user.id || user.role === "owner" || user.role === "admin")}
              >
                <Markdown source={update.body} projects={keys} small />
              </StatusUpdateCard>
            ))}
          </div>
        </IssueSection>
        <PlanIssues groups={list.groups} query={list.query} draft={draft} />
        <Mentions title="Decisions" home="/decisions" items={initiative.decisions} words={DECISION_STATUS_WORDS} />
        <Mentions title="Documents" home="/documents" items={initiative.documents} words={DOCUMENT_STATUS_WORDS} />
        <Discussion {...discussion} references={elsewhere} user={user} subject={initiative} projects={keys} />
      </RecordColumns>
    </AttachmentsProvider>
  );
}

function ProgressByProject({ initiative }: { initiative: Initiative }) {
  return (
    <IssueSection title="Progress" count={progressWords(initiative.progress)}>
      <ProgressBar progress={initiative.progress} className="py-1" />
      {initiative.byProject.length > 1 ? (
        <ul>
          {initiative.byProject.map(({ project, name, ...progress }) => (
            <li key={project} className="grid grid-cols-[minmax(0,1fr)_minmax(96px,40%)] items-center gap-3 py-1">
              <Link
                href={`/projects/${project}?initiative=${initiative.key}`}
                dir="auto"
                className="truncate rounded-chip hover:text-accent-ink"
              >
                {name}
              </Link>
              <ProgressBar progress={progress} />
            </li>
          ))}
        </ul>
      ) : null}
    </IssueSection>
  );
}

interface MentionsProps {
  title: string;
  home: string;
  items: Initiative["decisions"];
  words: Readonly<Record<string, string>>;
}

function Mentions({ title, home, items, words }: MentionsProps) {
  if (items.length === 0) return null;
  return (
    <IssueSection title={title} count={String(items.length)}>
      <ul className="-mx-1.5">
        {items.map((item) => (
          <li key={item.key}>
            <Link
              href={`${home}/${item.key}`}
              className="flex min-h-control min-w-0 items-center gap-2 rounded-control px-1.5 hover:bg-hover"
            >
              <IssueKey>{item.key}</IssueKey>
              <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                {item.title}
              </span>
              <span className="text-mini text-muted">{words[item.status] ?? item.status}</span>
            </Link>
          </li>
        ))}
      </ul>
    </IssueSection>
  );
}
