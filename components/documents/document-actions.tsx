"use client";

import { FolderInput, History } from "lucide-react";
import { useRef, useState } from "react";
import { useDocument } from "#components/documents/document-context";
import { MovePicker, moveDocument } from "#components/documents/move-document";
import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Link } from "#components/ui/link";
import { MenuItem } from "#components/ui/menu";
import { MoreMenu } from "#components/ui/more-menu";

/** What can be done with the whole document. */
export function DocumentActions() {
  const { document, refresh } = useDocument();
  const { mayWrite } = useWorkspace();
  const { key } = document;
  const trigger = useRef<HTMLButtonElement>(null);
  const [moving, setMoving] = useState(false);
  const movable = mayWrite && document.shelf === "live";
  useShortcut("moveDocument", () => movable && setMoving(true));

  return (
    <>
      <MoreMenu ref={trigger}>
        <MenuItem asChild>
          <Link href={`/documents/${key}/history`}>
            <History className="size-3.5" aria-hidden="true" /> History
          </Link>
        </MenuItem>
        <CopyLinkItem path={`/documents/${key}`} />
        <ShelfItems
          path={`/documents/${key}`}
          thing={document}
          home={`/projects/${document.project}/documents`}
          taken={document.hasChildren ? "What lies under it went with it." : undefined}
        >
          {movable ? (
            <MenuItem keys={SHORTCUTS.moveDocument.keys} onClosed={() => setMoving(true)}>
              <FolderInput className="size-3.5" aria-hidden="true" /> Move under
            </MenuItem>
          ) : null}
        </ShelfItems>
      </MoreMenu>
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
