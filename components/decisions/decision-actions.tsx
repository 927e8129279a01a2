"use client";

import { Archive, Ellipsis, FileDown, Link2, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { get, remove } from "#components/api";
import type { Deciding } from "#components/decisions/decide-dialog";
import { useDecision } from "#components/decisions/decision-context";
import { SHORTCUTS, type ShortcutId, useShortcut } from "#components/shell/shortcuts";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#components/ui/menu";
import { Tooltip } from "#components/ui/tooltip";

const DecideDialog = dynamic(() => import("#components/decisions/decide-dialog"), { ssr: false });

/** What can be done with the whole decision; what decides it stands in the open, each with its key. */
export function DecisionActions() {
  const { decision, mayWrite, isOpen, act, refresh } = useDecision();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const router = useRouter();
  const { key, status } = decision;
  const holds = status === "accepted" || status === "implemented";

  const implement = () =>
    mayWrite && status === "accepted" && attempt(act("implement"), `${key} was not marked as implemented`);
  useShortcut("acceptDecision", () => isOpen && setDeciding("accept"));
  useShortcut("rejectDecision", () => isOpen && setDeciding("reject"));
  useShortcut("implementDecision", () => void implement());
  useShortcut("supersedeDecision", () => mayWrite && holds && setDeciding("supersede"));

  const restore = () => attempt(act("restore"), `${key} was not restored`);

  async function bin() {
    if (!(await attempt(remove(`/decisions/${key}`), `${key} was not moved to the bin`))) return;
    refresh();
    router.push(decision.project ? `/projects/${decision.project}/decisions` : "/decisions");
    toast(`${key} is in the bin`, {
      description: "It can be restored for 30 days.",
      action: { label: "Undo", onClick: restore },
    });
  }

  async function archive() {
    if (!(await attempt(act("archive"), `${key} was not archived`))) return;
    toast(`${key} is archived`, { action: { label: "Undo", onClick: restore } });
  }

  async function copy(what: "link" | "markdown") {
    const text =
      what === "link"
        ? new URL(`/decisions/${key}`, window.location.href).href
        : (await get<{ markdown: string }>(`/decisions/${key}/markdown`)).markdown;
    await navigator.clipboard.writeText(text).then(
      () => toast(what === "link" ? "Copied the link" : "Copied the record as Markdown"),
      () => toast.error("The browser did not allow copying"),
    );
  }

  return (
    <>
      {isOpen ? (
        <>
          <Act id="rejectDecision" words="Reject" look="plain" onPress={() => setDeciding("reject")} />
          <Act id="acceptDecision" words="Accept" look="primary" onPress={() => setDeciding("accept")} />
        </>
      ) : null}
      {mayWrite && holds ? (
        <Act id="supersedeDecision" words="Supersede" look="plain" onPress={() => setDeciding("supersede")} />
      ) : null}
      {mayWrite && status === "accepted" ? (
        <Act id="implementDecision" words="Mark implemented" look="primary" onPress={() => void implement()} />
      ) : null}
      <Menu>
        <MenuTrigger asChild>
          <Button look="quiet" size="icon" aria-label="More actions">
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => copy("link")}>
            <Link2 className="size-3.5" aria-hidden="true" /> Copy link
          </MenuItem>
          <MenuItem onSelect={() => copy("markdown")}>
            <FileDown className="size-3.5" aria-hidden="true" /> Copy as Markdown
          </MenuItem>
          {mayWrite && decision.shelf === "live" ? (
            <MenuItem onSelect={archive}>
              <Archive className="size-3.5" aria-hidden="true" /> Archive
            </MenuItem>
          ) : null}
          {mayWrite ? (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={bin}>
                <Trash2 className="size-3.5" aria-hidden="true" /> Move to the bin
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {deciding ? <DecideDialog what={deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  );
}

interface ActProps {
  id: ShortcutId;
  words: string;
  look: "primary" | "plain";
  onPress: () => void;
}

function Act({ id, words, look, onPress }: ActProps) {
  return (
    <Tooltip text={SHORTCUTS[id].label} keys={SHORTCUTS[id].keys}>
      <Button look={look} aria-keyshortcuts={SHORTCUTS[id].keys} onClick={onPress}>
        {words}
      </Button>
    </Tooltip>
  );
}
