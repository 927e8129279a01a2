"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { ConnectLine } from "#components/keys/connect-line";
import { Button } from "#components/ui/button";
import { CopyableLine } from "#components/ui/copyable-line";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Select } from "#components/ui/select";
import { useRefusal } from "#components/use-refusal";
import type { ApiKey, CreatedApiKey } from "#lib/domain/keys/schema";

const AT_ONCE = ["0", "at once"] as const;
const OVERLAPS = [["24h", "in 24 hours"], ["1h", "in an hour"], ["7d", "in 7 days"], AT_ONCE] as const;

/** Gives a key a new secret and shows it, this once. */
export function RotateKey({ of: key }: { of: ApiKey }) {
  const router = useRouter();
  const choices = key.oldEndsAt ? [AT_ONCE] : OVERLAPS;
  const [overlap, setOverlap] = useState<string>(choices[0][0]);
  const [made, setMade] = useState<z.output<typeof CreatedApiKey> | null>(null);
  const { problem, problemOf, send } = useRefusal();

  async function rotate(event: React.FormEvent) {
    event.preventDefault();
    if (await send(async () => setMade(await post(`/keys/${key.id}/rotate`, { overlap })))) router.refresh();
  }

  if (made) {
    return (
      <div role="status" className="mb-1.5 grid gap-2 rounded-card border border-edge bg-sunken p-3">
        <p className="font-medium">This is its new secret. It is shown this once; copy it now.</p>
        <CopyableLine text={made.secret} what="the key" />
        {made.kind === "agent" ? <ConnectLine made={made} /> : null}
      </div>
    );
  }
  return (
    <form onSubmit={rotate} className="mb-1.5 flex flex-wrap items-end gap-3">
      <Field label="The old secret ends" problem={problemOf("overlap")}>
        {(ids) => (
          <Select {...ids} choices={choices} value={overlap} onChange={(event) => setOverlap(event.target.value)} />
        )}
      </Field>
      <Button type="submit" size="field">
        Show a new secret
      </Button>
      <FormProblem>{problem}</FormProblem>
    </form>
  );
}
