"use client";

import { Archive, ArchiveRestore, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import type { Shelved } from "#components/shelf/shelf-notice";
import { restore } from "#components/shelf/to-bin";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { MenuItem, MenuSeparator } from "#components/ui/menu";

interface Props {
  /** Where it is changed in the REST door. */
  path: string;
  thing: Shelved;
  /** Where one goes when it lies in the bin. */
  home: string;
  /** What else goes to the bin with it, as a sentence. */
  taken?: string;
  /** Further things to do, before the last. */
  children?: ReactNode;
}

/** Entries of a menu that put a thing away and bring it back; each says what was done, and the way back. */
export function ShelfItems({ path, thing: { key, shelf }, home, taken, children }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return children;

  const archive = () =>
    attempt(async () => {
      const { request } = await write("POST", `${path}/archive`, {});
      router.refresh();
      toastWithUndo(`${key} is archived`, [request], () => router.refresh());
    }, `${key} was not archived`);
  const bin = () =>
    attempt(async () => {
      const { request } = await write("DELETE", path, {});
      router.refresh();
      router.push(home);
      const more = [taken, "It can be restored."].filter(Boolean).join(" ");
      toastWithUndo(`${key} is in the bin`, [request], () => router.refresh(), more);
    }, `${key} was not moved to the bin`);
  return (
    <>
      {shelf === "live" ? (
        <MenuItem onSelect={archive}>
          <Archive className="size-3.5" aria-hidden="true" /> Archive
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => restore(path, key, router.refresh)}>
          <ArchiveRestore className="size-3.5" aria-hidden="true" /> Restore
        </MenuItem>
      )}
      {children}
      {shelf === "binned" ? null : (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={bin}>
            <Trash2 className="size-3.5" aria-hidden="true" /> Move to the bin
          </MenuItem>
        </>
      )}
    </>
  );
}
