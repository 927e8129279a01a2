import type { ReactNode } from "react";
import { ConnectClaude } from "#components/first-steps/connect-claude";
import { CreateProjectButton } from "#components/shell/create-project-button";
import { CopyableLine } from "#components/ui/copyable-line";
import type { ApiKey } from "#lib/domain/keys/schema";

interface Props {
  mayWrite: boolean;
  /** The agent's key that is there already. */
  agentKey: ApiKey | null;
  /** Key of the project that something is brought into. */
  project: string;
}

/** What one does first: make a project, connect an agent, bring in what is planned elsewhere. */
export function FirstSteps({ mayWrite, agentKey, project }: Props) {
  return (
    <div className="mx-auto grid w-full max-w-180 grid-cols-[minmax(0,1fr)] gap-8 px-gutter py-10">
      <Step
        number={1}
        title="Make a project"
        text="It holds the issues, decisions and documents of one product or piece of work."
      >
        <CreateProjectButton />
      </Step>
      {mayWrite ? (
        <Step
          number={2}
          title="Connect Claude Code"
          text="Agents plan and report here over MCP, by the same rules as people."
        >
          <ConnectClaude known={agentKey} />
        </Step>
      ) : null}
      <Step
        number={3}
        title="Bring something in"
        text="In a terminal, where the folder lies. --dry-run shows what would come, without writing."
      >
        <CopyableLine
          text={`npx turbo import backlog-md ../my-repo --project ${project} --dry-run`}
          what="the line for Backlog.md"
        />
        <CopyableLine
          text={`npx turbo import task-master ../my-repo --project ${project} --dry-run`}
          what="the line for Task Master"
        />
        <CopyableLine
          text={`npx turbo documents load ../my-repo/docs --project ${project} --dry-run`}
          what="the line for Markdown files"
        />
      </Step>
    </div>
  );
}

function Step({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="flex size-6 items-center justify-center rounded-full border text-muted text-row tabular-nums"
      >
        {number}
      </span>
      <div className="grid justify-items-start gap-3 *:[div]:w-full">
        <div>
          <h2 className="font-semibold text-prose">{title}</h2>
          <p className="text-muted">{text}</p>
        </div>
        {children}
      </div>
    </section>
  );
}
