"use client";

import { Plus, Square, Timer } from "lucide-react";
import { type ReactNode, useState } from "react";
import { post } from "#components/api";
import { AddButton } from "#components/issues/add-button";
import { useIssue } from "#components/issues/issue-context";
import { IssueSection } from "#components/issues/issue-section";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { durationWords } from "#components/ui/time-words";
import { useOpener } from "#components/ui/use-opener";
import { LogTimeForm } from "#components/worklogs/log-time-form";
import type { WorkLog } from "#lib/domain/worklogs/schema";

interface Props {
  logs: WorkLog[];
  /** Handle of the one who looks. */
  me: string;
  children: ReactNode;
}

/** The time that went into the issue: a running timer, and what is over. */
export function WorkLogSection({ logs, me, children }: Props) {
  const { issue, mayWrite, refresh } = useIssue();
  const [logging, setLogging] = useState(false);
  const opener = useOpener(logging);
  const running = logs.find((log) => log.running && log.via === null && log.user?.handle === me);
  const minutes = logs.reduce((sum, log) => sum + (log.minutes ?? 0), 0);

  async function act(path: string, refused: string) {
    if (await attempt(() => post(path), refused)) refresh();
  }

  if (logs.length === 0 && !logging) {
    return mayWrite ? (
      <>
        <AddButton icon={Timer} onClick={() => act(`/issues/${issue.key}/worklogs/start`, "The timer was not started")}>
          Start timer
        </AddButton>
        <AddButton ref={opener} icon={Plus} onClick={() => setLogging(true)}>
          Log time
        </AddButton>
      </>
    ) : null;
  }
  return (
    <IssueSection
      title="Work logs"
      count={minutes > 0 ? durationWords(minutes) : undefined}
      actions={
        mayWrite ? (
          <>
            {running ? (
              <Button look="quiet" onClick={() => act(`/worklogs/${running.id}/stop`, "The timer was not stopped")}>
                <Square className="size-3 fill-current text-danger" aria-hidden="true" />
                Stop timer
              </Button>
            ) : (
              <Button
                look="quiet"
                onClick={() => act(`/issues/${issue.key}/worklogs/start`, "The timer was not started")}
              >
                <Timer className="size-3.5" aria-hidden="true" />
                Start timer
              </Button>
            )}
            <Button ref={opener} look="quiet" onClick={() => setLogging(true)}>
              <Plus className="size-3.5" aria-hidden="true" />
              Log time
            </Button>
          </>
        ) : null
      }
    >
      {logging ? <LogTimeForm onClose={() => setLogging(false)} /> : null}
      {children}
    </IssueSection>
  );
}
