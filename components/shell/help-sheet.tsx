"use client";

import { SHORTCUTS, useActiveShortcuts } from "#components/shell/shortcuts";
import { Dialog } from "#components/ui/dialog";
import { groupBy } from "#components/ui/group-by";
import { Kbd } from "#components/ui/kbd";

/** All keys by heading; those that do nothing on this page are paler. */
export default function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const active = new Set<string>(useActiveShortcuts().map(({ id }) => id));
  const groups = groupBy(Object.entries(SHORTCUTS), ([, shortcut]) => shortcut.group);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      <div className="grid gap-x-10 gap-y-5 overflow-y-auto px-5 pb-5 sm:grid-cols-2">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className="pb-1 font-medium text-mini text-muted">{group}</h3>
            <ul>
              {shortcuts.map(([id, { keys, label }]) => (
                <li
                  key={id}
                  className={`flex h-7 items-center justify-between ${active.has(id) ? "text-ink" : "text-muted"}`}
                >
                  {label}
                  <Kbd keys={keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
