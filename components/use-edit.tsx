"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { patch } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";

interface Editable {
  key: string;
  shelf: string;
}

export interface Edited<Item> {
  /** Where it is changed in the REST door. */
  path: string;
  /** As the page read it, with what was changed here since. */
  item: Item;
  mayWrite: boolean;
  /** Shows a change at once and sends it; says so and takes it back where it is refused. */
  edit: (body: Record<string, unknown>, shown?: Partial<Item>) => Promise<boolean>;
  /** Reads the page again and resolves nothing; what it shows follows. */
  refresh: () => void;
  refreshing: boolean;
}

/** Something that is edited where it stands. */
export function useEdit<Item extends Editable>(path: string, item: Item): Edited<Item> {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [refreshing, startTransition] = useTransition();
  const [read, setRead] = useState(item);
  const [shown, setShown] = useState<Partial<Item>>({});
  if (read !== item) {
    setRead(item);
    setShown({});
  }
  return useMemo(() => {
    const refresh = () => startTransition(() => router.refresh());
    return {
      path,
      item: { ...item, ...shown },
      mayWrite: mayWrite && item.shelf !== "binned",
      refresh,
      refreshing,
      async edit(body, change = {}) {
        setShown((now) => ({ ...now, ...change }));
        const done = await attempt(() => patch(path, body), `${item.key} was not changed`);
        if (done) refresh();
        else setShown((now) => without(now, change));
        return done;
      },
    };
  }, [path, item, shown, mayWrite, refreshing, router]);
}

function without<Item>(shown: Partial<Item>, change: Partial<Item>): Partial<Item> {
  return Object.fromEntries(Object.entries(shown).filter(([field]) => !(field in change))) as Partial<Item>;
}
