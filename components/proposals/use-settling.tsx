"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { attempt } from "#components/ui/attempt";
import type { ItemState } from "#lib/domain/proposals/fields";
import type { Proposal } from "#lib/domain/proposals/schema";

interface Sent {
  method: "POST" | "PATCH";
  /** Below the proposal's own path. */
  path: string;
  body: object;
  /** Items whose state shows at once, before the server has answered. */
  shown: ReadonlyMap<number, ItemState>;
  done: (after: Proposal) => string;
  refused: string;
}

/**
 * A proposal as the page read it, with what was settled here since: writes go one after the other, each on the version
 * that the one before left, so that nobody accepts what they have not seen.
 */
export function useSettling(read: Proposal) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [answered, setAnswered] = useState(read);
  const [flying, setFlying] = useState<ReadonlyMap<number, ItemState>>(new Map());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const newest = useRef(read.version);
  const latest = answered.version > read.version ? answered : read;
  const refresh = () => startTransition(() => router.refresh());

  function send({ method, path, body, shown, done, refused }: Sent): Promise<boolean> {
    setFlying((now) => new Map([...now, ...shown]));
    const sending = turn.current.then(() =>
      attempt(async () => {
        const version = Math.max(newest.current, latest.version);
        const { answer, request } = await write<Proposal>(method, `/proposals/${read.key}${path}`, {
          ...body,
          version,
        });
        newest.current = answer.version;
        setAnswered(answer);
        toastWithUndo(done(answer), [request], refresh);
      }, refused),
    );
    turn.current = sending;
    return sending.finally(() => {
      setFlying((now) => new Map([...now].filter(([number]) => !shown.has(number))));
      refresh();
    });
  }

  const items = latest.items.map((item) => {
    const state = flying.get(item.number);
    return state ? { ...item, state } : item;
  });
  return { proposal: latest, items, send };
}
