"use client";

import { useEffect, useEffectEvent, useState } from "react";

/**
 * The newest answer, and what it answers: `question` stands for what `ask` asks, and null for nothing. It is asked once it
 * rests for `wait` milliseconds; where that fails, the answer from before stays.
 */
export function useAsked<Answer>(question: string | null, wait: number, ask: () => Promise<Answer>) {
  const [answered, setAnswered] = useState<{ question: string; answer: Answer } | null>(null);
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (question === null) return setAnswered(null);
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await askNow().catch(() => undefined);
      if (!stale && answer !== undefined) setAnswered({ question, answer });
    }, wait);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [question, wait]);
  return answered;
}
