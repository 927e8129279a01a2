"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { post } from "#components/api";
import { type Edited, useEdit } from "#components/use-edit";
import type { Decision } from "#lib/domain/decisions/schema";

interface DecisionAtHand extends Edited<Decision> {
  decision: Decision;
  /** May its texts be changed? Only while it is proposed. */
  isOpen: boolean;
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
  const path = `/decisions/${decision.key}`;
  const edited = useEdit(path, decision);
  const value = useMemo<DecisionAtHand>(
    () => ({
      ...edited,
      decision: edited.item,
      isOpen: edited.mayWrite && edited.item.status === "proposed",
      async act(verb, body) {
        await post(`${path}/${verb}`, body);
        edited.refresh();
      },
    }),
    [path, edited],
  );
  return <Context value={value}>{children}</Context>;
}
