"use client";

import { Archive, ArchiveRestore, Ellipsis, FolderInput, History, Link2, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { post, remove } from "#components/api";
import { useDocument } from "#components/documents/document-context";
import { MovePicker, moveDocument } from "#components/documents/move-document";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#components/ui/menu";

/** What can be done with the whole document. */
export function DocumentActions() {
  const { document, refresh } = useDocument();
  const { mayWrite } = useWorkspace();
  const router = useRouter();
  const { key } = document;
  const trigger = useRef<HTMLButtonElement>(null);
  const [moving, setMoving] = useState(false);
  const movable = mayWrite && document.shelf === "live";
  useShortcut("moveDocument", () => movable && setMoving(true));

  async function restore() {
    if (await attempt(post(`/documents/${key}/restore`), `${key} was not restored`)) refresh();
  }
  async function bin() {
    if (!(await attempt(remove(`/documents/${key}`), `${key} was not moved to the bin`))) return;
    router.push(`/projects/${document.project}/documents`);
    toast(`${key} is in the bin`, {
      description: document.hasChildren
        ? "What lies under it went with it. It can be restored for 30 days."
        : "It can be restored for 30 days.",
      action: { label: "Undo", onClick: restore },
    });
  }
  async function archive() {
    if (!(await attempt(post(`/documents/${key}/archive`), `${key} was not archived`))) return;
    refresh();
    toast(`${key} is archived`, { action: { label: "Undo", onClick: restore } });
  }
  async function copyLink() {
    const address = new URL(`/documents/${key}`, window.location.href).href;
    await navigator.clipboard.writeText(address).then(
      () => toast("Copied the link"),
      () => toast.error("The browser did not allow copying", { description: address }),
    );
  }
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={trigger} look="quiet" size="icon" aria-label="More actions">
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem asChild>
            <Link href={`/documents/${key}/history`}>
              <History className="size-3.5" aria-hidden="true" /> History
            </Link>
          </MenuItem>
          <MenuItem onSelect={copyLink}>
            <Link2 className="size-3.5" aria-hidden="true" /> Copy link
          </MenuItem>
          {movable ? (
            <>
              <MenuItem keys={SHORTCUTS.moveDocument.keys} onSelect={() => setTimeout(() => setMoving(true), 30)}>
                <FolderInput className="size-3.5" aria-hidden="true" /> Move under
              </MenuItem>
              <MenuItem onSelect={archive}>
                <Archive className="size-3.5" aria-hidden="true" /> Archive
              </MenuItem>
            </>
          ) : null}
          {mayWrite && document.shelf !== "live" ? (
            <MenuItem onSelect={restore}>
              <ArchiveRestore className="size-3.5" aria-hidden="true" /> Restore
            </MenuItem>
          ) : null}
          {mayWrite && document.shelf !== "binned" ? (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={bin}>
                <Trash2 className="size-3.5" aria-hidden="true" /> Move to the bin
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {moving && trigger.current ? (
        <MovePicker
          document={document}
          anchor={trigger.current}
          onMove={(to) => void moveDocument(document, to, refresh)}
          onClose={() => setMoving(false)}
        />
      ) : null}
    </>
  );
}
