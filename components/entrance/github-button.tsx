"use client";

import { useState } from "react";
import { type GithubErrand, leaveForGithub } from "#components/entrance/leave-for-github";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";

/** Goes to GitHub and comes back. */
export function GithubButton({ errand, children }: { errand: GithubErrand; children: string }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function leave() {
    setProblem((await leaveForGithub(errand))?.detail ?? null);
  }

  return (
    <div className="grid gap-3">
      <Button size="field" className="w-full justify-center" onClick={leave}>
        {children}
      </Button>
      <FormProblem>{problem}</FormProblem>
    </div>
  );
}
