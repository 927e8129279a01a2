"use client";

import { Link2, Plus, X } from "lucide-react";
import { useState } from "react";
import { post, remove } from "#components/api";
import { AddButton } from "#components/issues/add-button";
import { BlockedSign } from "#components/issues/blocked-sign";
import { useIssue } from "#components/issues/issue-context";
import { IssueLinkChip } from "#components/issues/issue-link-chip";
import { IssuePicker } from "#components/issues/issue-picker";
import { IssueSection } from "#components/issues/issue-section";
import { isClosed, LINK_WORDS } from "#components/issues/words";
import { useShortcut } from "#components/shell/shortcuts";
import { attempt } from "#components/ui/attempt";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { useOpener } from "#components/ui/use-opener";
import type { LinkKind } from "#lib/domain/issues/schema";

const KINDS = Object.keys(LINK_WORDS) as LinkKind[];

/** Links to other issues, by kind. */
export function IssueLinks() {
  const { issue, mayWrite, refresh } = useIssue();
  const [adding, setAdding] = useState<{ kind: LinkKind; anchor: HTMLElement } | null>(null);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [choosing, setChoosing] = useState(false);
  const opener = useOpener();
  useShortcut("addLink", () => mayWrite && setChoosing(true));
  const none = issue.links.length === 0;
  const byKind = Map.groupBy(issue.links, (link) => link.kind);

  async function link(kind: LinkKind, other: string) {
    if (await attempt(() => post(`/issues/${issue.key}/links`, { kind, other }), "The link was not made")) refresh();
  }

  async function unlink(kind: LinkKind, other: string) {
    if (!(await attempt(() => remove(`/issues/${issue.key}/links`, { kind, other }), "The link was not dropped")))
      return;
    refresh();
    toast(`Link to ${other} dropped`, { action: { label: "Undo", onClick: () => link(kind, other) } });
  }

  const add = mayWrite ? (
    <Menu open={choosing} onOpenChange={setChoosing}>
      <MenuTrigger asChild ref={setButton}>
        {none ? (
          <AddButton ref={opener} icon={Link2}>
            Add a link
          </AddButton>
        ) : (
          <IconButton icon={Plus} ref={opener} label="Add a link" />
        )}
      </MenuTrigger>
      <MenuContent>
        {KINDS.map((kind) => (
          // Opened once the menu has given the focus back.
          <MenuItem key={kind} onClosed={() => button && setAdding({ kind, anchor: button })}>
            {LINK_WORDS[kind]}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  ) : null;
  const picker = adding ? (
    <IssuePicker
      anchor={adding.anchor}
      title={`${LINK_WORDS[adding.kind]} which issue`}
      project={issue.project}
      without={[issue.key]}
      onPick={(key) => key && link(adding.kind, key)}
      onClose={() => setAdding(null)}
    />
  ) : null;
  if (none) {
    return (
      <>
        {add}
        {picker}
      </>
    );
  }
  return (
    <IssueSection title="Links" actions={add}>
      {KINDS.filter((kind) => byKind.has(kind)).map((kind) => (
        <div key={kind} className="mt-1 grid gap-x-3 sm:grid-cols-[112px_minmax(0,1fr)]">
          <h3 className="flex h-8 items-center gap-1.5 text-muted">
            {kind === "blocked_by" && byKind.get(kind)?.some((one) => !isClosed(one.issue.status)) ? (
              <BlockedSign />
            ) : null}
            {LINK_WORDS[kind]}
          </h3>
          <ul className="min-w-0">
            {byKind.get(kind)?.map(({ issue: other }) => (
              <li key={other.id} className="group/link flex items-center max-sm:-mx-1.5">
                <IssueLinkChip issue={other} />
                {mayWrite ? (
                  <button
                    type="button"
                    aria-label={`Drop the link to ${other.key}`}
                    onClick={() => unlink(kind, other.key)}
                    className="flex size-6 shrink-0 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/link:opacity-100 touch:size-8 touch:opacity-100"
                  >
                    <X className="size-3.5" aria-hidden="true" />
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {picker}
    </IssueSection>
  );
}
