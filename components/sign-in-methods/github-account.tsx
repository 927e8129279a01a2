"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Refusal, remove } from "#components/api";
import { GithubButton } from "#components/entrance/github-button";
import { leaveForGithub } from "#components/entrance/leave-for-github";
import { ProofForm } from "#components/sign-in-methods/proof-form";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { SignInMethods } from "#lib/domain/sign-in-methods/schema";

interface Props {
  of: SignInMethods["github"];
  hasPassword: boolean;
  /** Address of the GitHub by which people sign in here; null where they do not any more. */
  server: string | null;
  problem: string | null;
}

/** The GitHub account that signs a person in. */
export function GithubAccount({ of: account, hasPassword, server, problem }: Props) {
  const router = useRouter();
  const [asks, setAsks] = useState(false);

  async function unlink() {
    if (!(await attempt(() => remove("/me/github"), "The GitHub account was not unlinked"))) return;
    toast("GitHub account unlinked");
    router.refresh();
  }

  async function link(password: string) {
    const refused = await leaveForGithub({ errand: "link", password });
    if (refused) throw new Refusal("invalid", refused.detail, { fields: refused.fields });
  }

  if (account) {
    const host = new URL(account.server).host;
    return (
      <div className="grid gap-3">
        <FormProblem>{problem}</FormProblem>
        <div className="flex min-h-12 items-center gap-3 rounded-card border px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <bdi className="block truncate font-medium">{account.login}</bdi>
            <span className="block text-mini text-muted">
              At {host}
              {account.server === server ? "" : ", by which nobody signs in now"} ·{" "}
              {account.lastUsedAt ? (
                <>
                  used <RelativeTime at={account.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
            </span>
          </span>
          <Button onClick={unlink}>Unlink</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-3">
      <FormProblem>{problem}</FormProblem>
      {asks ? (
        <ProofForm label="Your password" action="Go to GitHub" send={link} onCancel={() => setAsks(false)} />
      ) : hasPassword ? (
        <Button size="field" onClick={() => setAsks(true)}>
          Link a GitHub account
        </Button>
      ) : (
        <GithubButton errand={{ errand: "link" }}>Link a GitHub account</GithubButton>
      )}
    </div>
  );
}
