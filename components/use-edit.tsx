"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { patch } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";

interface Editable {
  key: string;
  shelf: string;
  version: number;
}

/** What was changed here and the page may not have read yet. */
interface Change<Item> {
  fields: Partial<Item>;
  /** What it was changed in. */
  over: Item;
  /** That of the answer; absent until it comes. */
  version?: number;
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
  const [changes, setChanges] = useState<readonly Change<Item>[]>([]);
  return useMemo(() => {
    const refresh = () => startTransition(() => router.refresh());
    return {
      path,
      item: Object.assign({ ...item }, ...changes.filter((one) => isNews(one, item)).map(({ fields }) => fields)),
      mayWrite: mayWrite && item.shelf !== "binned",
      refresh,
      refreshing,
      async edit(body, fields = {}) {
        const change: Change<Item> = { fields, over: item };
        setChanges((now) => [...now.filter((one) => isNews(one, item)), change]);
        const settle = (by: readonly Change<Item>[]) =>
          setChanges((now) => now.flatMap((one) => (one === change ? by : one)));
        const send = async () => settle([{ ...change, version: (await patch<Editable>(path, body)).version }]);
        const done = await attempt(send, `${item.key} was not changed`);
        if (done) refresh();
        else settle([]);
        return done;
      },
    };
  }, [path, item, changes, mayWrite, refreshing, router]);
}

/** A page that was read before the change does not show over it. */
function isNews<Item extends Editable>({ over, version }: Change<Item>, item: Item): boolean {
  return version === undefined || version > item.version || over === item;
}
