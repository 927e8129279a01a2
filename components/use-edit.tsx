"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { patch } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";

interface Editable {
  key: string;
  shelf: string;
}

/** Something as the page read it, with what was changed here since; a refused change is taken back and said. */
export function useEdit<Item extends Editable>(path: string, item: Item) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [, startTransition] = useTransition();
  const [read, setRead] = useState(item);
  const [shown, setShown] = useState<Partial<Item>>({});
  if (read !== item) {
    setRead(item);
    setShown({});
  }
  const refresh = () => startTransition(() => router.refresh());
  return {
    item: { ...item, ...shown },
    mayWrite: mayWrite && item.shelf !== "binned",
    refresh,
    async edit(body: Record<string, unknown>, change: Partial<Item>): Promise<boolean> {
      setShown((now) => ({ ...now, ...change }));
      try {
        await patch(path, body);
        refresh();
        return true;
      } catch (error) {
        setShown({});
        refusalToast(error, `${item.key} was not changed`);
        return false;
      }
    },
  };
}
