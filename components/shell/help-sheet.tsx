"use client";

import { SHORTCUTS, useActiveShortcuts } from "#components/shell/shortcuts";
import { Dialog } from "#components/ui/dialog";
import { focusNow } from "#components/ui/focus-now";
import { Kbd } from "#components/ui/kbd";

/** All keys by heading; those that do nothing on this page are paler. */
export default function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const active = new Set<string>(useActiveShortcuts().map(({ id }) => id));
  const groups = Map.groupBy(Object.entries(SHORTCUTS), ([, shortcut]) => shortcut.group);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" className="max-w-250">
      <section
        ref={focusNow}
        aria-label="All keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well
        tabIndex={0}
        className="columns-1 gap-x-10 overflow-y-auto px-5 pb-1 outline-none sm:columns-2 lg:columns-3"
      >
        {[...groups].map(([group, shortcuts]) => (
          <div key={group} className="break-inside-avoid pb-4">
            <h3 className="pb-1 font-medium text-mini text-muted">{group}</h3>
            <ul>
              {shortcuts.map(([id, { keys, label }]) => (
                <li
                  key={id}
                  className={`flex h-6.5 items-center justify-between gap-3 ${active.has(id) ? "text-ink" : "text-muted"}`}
                >
                  {label}
                  <Kbd keys={keys} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </Dialog>
  );
}
