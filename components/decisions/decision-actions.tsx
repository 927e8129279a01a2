"use client";

import { FileDown } from "lucide-react";
import { useState } from "react";
import { get } from "#components/api";
import type { Deciding } from "#components/decisions/decide-dialog";
import { useDecision } from "#components/decisions/decision-context";
import { CopyLinkItem, copyText } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import { SHORTCUTS, type ShortcutId, useShortcut } from "#components/shell/shortcuts";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { MenuItem } from "#components/ui/menu";
import { MoreMenu } from "#components/ui/more-menu";
import { Tooltip } from "#components/ui/tooltip";

const DecideDialog = lazyPart(() => import("#components/decisions/decide-dialog").then((loaded) => loaded.default));

/** What can be done with the whole decision; what decides it stands in the open, each with its key. */
export function DecisionActions() {
  const { decision, mayWrite, isOpen, act } = useDecision();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const { key, status } = decision;
  const path = `/decisions/${key}`;
  const holds = status === "accepted" || status === "implemented";

  const implement = () =>
    mayWrite && status === "accepted" && attempt(() => act("implement"), `${key} was not marked as implemented`);
  useShortcut("acceptDecision", () => isOpen && setDeciding("accept"));
  useShortcut("rejectDecision", () => isOpen && setDeciding("reject"));
  useShortcut("implementDecision", () => void implement());
  useShortcut("supersedeDecision", () => mayWrite && holds && setDeciding("supersede"));

  const copyMarkdown = async () =>
    copyText((await get<{ markdown: string }>(`${path}/markdown`)).markdown, "Copied the record as Markdown");

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
      <MoreMenu>
        <CopyLinkItem path={path} />
        <MenuItem onSelect={copyMarkdown}>
          <FileDown className="size-3.5" aria-hidden="true" /> Copy as Markdown
        </MenuItem>
        <ShelfItems
          path={path}
          thing={decision}
          home={decision.project ? `/projects/${decision.project}/decisions` : "/decisions"}
        />
      </MoreMenu>
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
