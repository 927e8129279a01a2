import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { cache } from "react";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { Discussion } from "#components/comments/discussion";
import { DecisionActions } from "#components/decisions/decision-actions";
import { DecisionBanner } from "#components/decisions/decision-banner";
import { DecisionProvider } from "#components/decisions/decision-context";
import { DecisionGoverns } from "#components/decisions/decision-governs";
import { DecisionOptions } from "#components/decisions/decision-options";
import { DecisionProperties } from "#components/decisions/decision-properties";
import { DecisionText } from "#components/decisions/decision-text";
import { DecisionTitle } from "#components/decisions/decision-title";
import { LivePage } from "#components/live/live-page";
import { Markdown } from "#components/markdown/markdown";
import { Breadcrumb, projectCrumb } from "#components/shell/breadcrumb";
import { PageHeader } from "#components/shell/page-header";
import { RecordColumns } from "#components/shell/record-columns";
import { isolated } from "#components/ui/isolated";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { readPage } from "#lib/doors/page";
import { readDiscussion } from "../../read-discussion.ts";
import { readProjects } from "../../read-projects.ts";

/** One reading for the page and its title. */
const readDecision = cache((decision: string) => readPage(getDecision, { decision }));

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const decision = await readDecision((await params).key);
  return { title: `${decision.key} ${isolated(decision.title)}` };
}

export default async function DecisionPage({ params, searchParams }: Props) {
  const { key } = await params;
  const decision = await readDecision(key);
  if (decision.key !== key) redirect(`/decisions/${decision.key}`);
  const [projects, { maxSizeMb, origin, ...discussion }] = await Promise.all([
    readProjects(),
    readDiscussion(key, searchParams),
  ]);
  const keys = projects.items.map((project) => project.key);
  return (
    <DecisionProvider decision={decision} key={decision.id}>
      <AttachmentsProvider on={key} binned={decision.shelf === "binned"} maxSizeMb={maxSizeMb}>
        <LivePage keys={[decision.key, ...named(decision)]} />
        <PageHeader actions={<DecisionActions />}>
          <Breadcrumb
            crumbs={
              decision.project
                ? [
                    projectCrumb(decision.project, projects.items),
                    { href: `/projects/${decision.project}/decisions`, words: "Decisions" },
                  ]
                : [{ href: "/decisions", words: "Decisions" }]
            }
            here={decision.key}
          />
        </PageHeader>
        <RecordColumns
          head={
            <>
              <DecisionBanner />
              <DecisionTitle />
              <DecisionText
                name="outcome"
                title={decision.status === "proposed" ? "What is proposed" : "What was decided"}
                empty="Say what is proposed"
                lead
              >
                <Markdown source={decision.outcome} projects={keys} />
              </DecisionText>
              <DecisionText name="rationale" title="Why" empty="Say why">
                <Markdown source={decision.rationale} projects={keys} />
              </DecisionText>
              <DecisionText name="context" title="Context" empty="Describe the question and what bears on it">
                <Markdown source={decision.context} projects={keys} />
              </DecisionText>
              <DecisionOptions />
              <DecisionText name="consequences" title="Consequences" empty="Say what follows from it">
                <Markdown source={decision.consequences} projects={keys} />
              </DecisionText>
              <DecisionGoverns />
            </>
          }
          properties={<DecisionProperties origin={origin} />}
        >
          <Discussion {...discussion} subject={decision} projects={keys} />
        </RecordColumns>
      </AttachmentsProvider>
    </DecisionProvider>
  );
}

/** Keys of what the page shows besides the decision itself. */
function named({ supersededBy, supersedes, stale, governs }: Awaited<ReturnType<typeof readDecision>>): string[] {
  const chips = [...supersedes, ...stale, ...governs.issues, ...governs.documents, ...governs.initiatives];
  return [...chips, ...(supersededBy ? [supersededBy] : [])].map(({ key }) => key);
}
