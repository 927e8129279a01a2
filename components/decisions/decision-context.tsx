"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useTransition } from "react";
import { patch, post } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import type { Decision } from "#lib/domain/decisions/schema";

interface DecisionAtHand {
  decision: Decision;
  mayWrite: boolean;
  /** May its texts be changed? Only while it is proposed. */
  isOpen: boolean;
  refresh: () => void;
  /** Changes fields; a refusal is said in a toast. Answers whether it was done. */
  edit: (body: Record<string, unknown>) => Promise<boolean>;
  /** Asks one of its verbs: accept, reject, restore … */
  act: (verb: string, body?: Record<string, unknown>) => Promise<void>;
}

const Context = createContext<DecisionAtHand | null>(null);

export function useDecision(): DecisionAtHand {
  const value = use(Context);
  if (!value) throw new Error("useDecision is used outside of a decision");
  return value;
}

export function DecisionProvider({ decision, children }: { decision: Decision; children: ReactNode }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [, startTransition] = useTransition();
  const value = useMemo<DecisionAtHand>(() => {
    const path = `/decisions/${decision.key}`;
    const writable = mayWrite && decision.shelf !== "binned";
    const refresh = () => startTransition(() => router.refresh());
    return {
      decision,
      mayWrite: writable,
      isOpen: writable && decision.status === "proposed",
      refresh,
      async edit(body) {
        const done = await attempt(patch(path, body), `${decision.key} was not changed`);
        if (done) refresh();
        return done;
      },
      async act(verb, body) {
        await post(`${path}/${verb}`, body);
        refresh();
      },
    };
  }, [decision, mayWrite, router]);
  return <Context value={value}>{children}</Context>;
}
