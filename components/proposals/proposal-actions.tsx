"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { MenuItem } from "#components/ui/menu";
import { MoreMenu } from "#components/ui/more-menu";
import type { Proposal } from "#lib/domain/proposals/schema";

/** What can be done with a proposal as a whole, besides settling its items. */
export function ProposalActions({ proposal, home }: { proposal: Proposal; home: string }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const { key, status, shelf } = proposal;
  const path = `/proposals/${key}`;
  const withdraw = () =>
    attempt(async () => {
      const { request } = await write("POST", `${path}/withdraw`, {});
      router.refresh();
      toastWithUndo(`${key} is withdrawn`, [request], () => router.refresh());
    }, `${key} was not withdrawn`);
  return (
    <MoreMenu label={`More about ${key}`}>
      <CopyLinkItem path={path} />
      {mayWrite && status === "open" && shelf !== "binned" ? (
        <MenuItem onSelect={withdraw}>
          <Undo2 className="size-3.5" aria-hidden="true" /> Withdraw
        </MenuItem>
      ) : null}
      <ShelfItems path={path} thing={proposal} home={home} />
    </MoreMenu>
  );
}
