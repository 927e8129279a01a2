"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post, Refusal } from "#components/api";
import { Button } from "#components/ui/button";
import type { ModelTest } from "#lib/domain/ai/schema";

/** Asks a provider one tiny question, and says below its row what came of it. */
export function TestModel({ provider, title, disabled }: { provider: string; title: string; disabled: boolean }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ words: string; bad: boolean } | null>(null);

  async function ask() {
    setBusy(true);
    setTold(null);
    try {
      const { text, milliseconds, tokensIn, tokensOut } = await post<ModelTest>("/ai/test", { provider });
      setTold({ words: `Answered “${text}” in ${milliseconds} ms, ${tokensIn + tokensOut} tokens.`, bad: false });
    } catch (error) {
      setTold({ words: error instanceof Refusal ? error.message : "The test was not answered.", bad: true });
    }
    setBusy(false);
    router.refresh();
  }

  return (
    <>
      <Button onClick={ask} disabled={disabled || busy} className="ms-auto" aria-label={`Test ${title}`}>
        {busy ? "Asking…" : "Test"}
      </Button>
      <p role="status" className={`basis-full text-mini empty:hidden ${told?.bad ? "text-danger" : "text-muted"}`}>
        {told?.words}
      </p>
    </>
  );
}
