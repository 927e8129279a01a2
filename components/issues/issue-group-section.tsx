"use client";

import { ChevronRight, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { IssueGroup } from "#components/issues/list-query";
import { StatusCircle } from "#components/issues/status-circle";
import { STATUS_WORDS } from "#components/issues/words";
import { useOverlays } from "#components/shell/overlays";
import { useWorkspace } from "#components/shell/workspace";
import { IconButton } from "#components/ui/icon-button";

interface Props {
  group: IssueGroup;
  project?: string;
  folded: boolean;
  onFold: (fold: boolean) => void;
  /** The rows. */
  children: ReactNode;
}

/** One status with its issues; the heading folds it. */
export function IssueGroupSection({ group, project, folded, onFold, children }: Props) {
  const { create } = useOverlays();
  const { mayWrite } = useWorkspace();
  const words = STATUS_WORDS[group.status];
  if (group.total === 0) return null;

  return (
    <section aria-label={words}>
      <div className="group/head sticky top-11 z-15 flex h-row items-center gap-1 border-b bg-sunken px-gutter touch:top-13">
        <h2 className="flex min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={!folded}
            onClick={() => onFold(!folded)}
            className="-ms-1 flex h-control items-center gap-2 rounded-control px-1 font-medium text-row hover:text-ink"
          >
            <ChevronRight
              className={`size-3.5 text-faint ${folded ? "" : "rotate-90"} motion-safe:transition-[rotate] motion-safe:duration-100`}
              aria-hidden="true"
            />
            <StatusCircle status={group.status} label={false} />
            {words}
            <span className="font-normal text-muted tabular-nums">{group.total}</span>
          </button>
        </h2>
        {mayWrite ? (
          <IconButton
            icon={Plus}
            label={`New issue in ${words.toLowerCase()}`}
            className="-me-1.5"
            onClick={() => create("issue", { status: group.status, ...(project ? { project } : {}) })}
          />
        ) : null}
      </div>
      {folded ? null : children}
    </section>
  );
}
