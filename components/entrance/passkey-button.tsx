"use client";

import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { signInWithPasskey } from "#components/entrance/sign-in-with-passkey";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";

/** Signs in by a passkey; meanwhile the browser offers those it has in the field of the handle. */
export function PasskeyButton({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    const offered = () => document.querySelector('input[autocomplete~="webauthn"]') !== null;
    if (!offered()) return;
    void signInWithPasskey("in the field").then((refusal) => {
      if (gone || refusal === "cancelled") return;
      if (refusal === null) window.location.assign(next);
      else setProblem(refusal);
    });
    return () => {
      gone = true;
    };
  }, [next]);

  async function signIn() {
    setBusy(true);
    setProblem(null);
    const refusal = await signInWithPasskey("at once");
    if (refusal === null) return window.location.assign(next);
    setProblem(refusal);
    setBusy(false);
  }

  return (
    <div className="grid gap-3">
      <Button size="field" className="w-full justify-center" onClick={signIn} disabled={isBusy}>
        <KeyRound className="size-4" aria-hidden="true" />
        Sign in with a passkey
      </Button>
      <FormProblem>{problem}</FormProblem>
    </div>
  );
}
