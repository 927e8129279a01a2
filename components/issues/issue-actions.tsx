"use client";

import { Archive, ArchiveRestore, Ellipsis, Link2, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { post, remove } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { useMoveIssue } from "#components/issues/move-issue";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#components/ui/menu";

/** What can be done with the whole issue. */
export function IssueActions() {
  const { issue, refresh } = useIssue();
  const { mayWrite } = useWorkspace();
  const router = useRouter();
  const [button, setButton] = useState<HTMLElement | null>(null);
  const { entries, picker } = useMoveIssue(button);

  async function restore() {
    if (await attempt(post(`/issues/${issue.key}/restore`), `${issue.key} was not restored`)) refresh();
  }

  async function bin() {
    if (!(await attempt(remove(`/issues/${issue.key}`), `${issue.key} was not moved to the bin`))) return;
    refresh();
    router.push(`/projects/${issue.project}`);
    toast(`${issue.key} is in the bin`, {
      description: "It can be restored for 30 days.",
      action: { label: "Undo", onClick: restore },
    });
  }

  async function archive() {
    if (!(await attempt(post(`/issues/${issue.key}/archive`), `${issue.key} was not archived`))) return;
    refresh();
    toast(`${issue.key} is archived`, { action: { label: "Undo", onClick: restore } });
  }

  async function copyLink() {
    const address = new URL(`/issues/${issue.key}`, window.location.href).href;
    await navigator.clipboard.writeText(address).then(
      () => toast("Copied the link"),
      () => toast.error("The browser did not allow copying", { description: address }),
    );
  }

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={setButton} look="quiet" size="icon" aria-label="More actions">
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={copyLink}>
            <Link2 className="size-3.5" aria-hidden="true" /> Copy link
          </MenuItem>
          {mayWrite && issue.shelf === "live" ? (
            <MenuItem onSelect={archive}>
              <Archive className="size-3.5" aria-hidden="true" /> Archive
            </MenuItem>
          ) : null}
          {mayWrite && issue.shelf !== "live" ? (
            <MenuItem onSelect={restore}>
              <ArchiveRestore className="size-3.5" aria-hidden="true" /> Restore
            </MenuItem>
          ) : null}
          {entries}
          {mayWrite && issue.shelf !== "binned" ? (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={bin}>
                <Trash2 className="size-3.5" aria-hidden="true" /> Move to the bin
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {picker}
    </>
  );
}
