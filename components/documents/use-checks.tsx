"use client";

import { useCallback, useEffect, useState } from "react";
import { get, Refusal } from "#components/api";
import { connection } from "#components/connection";
import { useEvents } from "#components/live/use-events";
import type { Checked, Document } from "#lib/domain/documents/schema";

/** How long after a change a document is checked again, in milliseconds. */
const PAUSE = 300;
const AWAY = "Turbo does not answer. The document is checked once it is back.";

export interface Checks {
  /** What was found at last; null before the first answer. */
  found: Checked | null;
  /** Why there is no newer answer. */
  problem: string | null;
  again: () => void;
}

/** What is found in a document, asked for once it is `wanted`, and again with each change of it or of what it names. */
export function useChecks({ key, version, body }: Document, wanted: boolean): Checks {
  const [found, setFound] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((times) => times + 1), []);
  useEvents((events) => {
    if (wanted && events.some(({ changes }) => changes.some((change) => body.includes(change.key)))) again();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another text
  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const answer = await get<Checked>(`/documents/${key}/check`);
        if (stale) return;
        setFound(answer);
        setProblem(null);
      } catch (error) {
        if (!stale) setProblem(error instanceof Refusal && error.code !== "offline" ? error.message : AWAY);
      }
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, version, wanted, asked]);
  useEffect(() => (problem === null ? undefined : connection.onBack(again)), [problem, again]);
  return { found, problem, again };
}
