"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { remove } from "#components/api";
import { KeyRow } from "#components/keys/key-row";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { isolated } from "#components/ui/isolated";
import { toast } from "#components/ui/toast";
import type { ApiKey } from "#lib/domain/keys/schema";

/** API keys that work. Revoking cannot be undone, so it asks for a second press. */
export function KeyList({ keys }: { keys: ApiKey[] }) {
  const router = useRouter();
  const [asked, setAsked] = useState<string | null>(null);

  async function revoke(key: ApiKey) {
    if (asked !== key.id) return setAsked(key.id);
    if (await attempt(() => remove(`/keys/${key.id}`), `${key.name} was not revoked`)) {
      toast(`${isolated(key.name)} is revoked`, { description: "What uses it is refused from now on." });
      router.refresh();
    }
    setAsked(null);
  }

  if (keys.length === 0)
    return <p className="text-muted">No keys yet. Scripts, agents and the command line need one.</p>;
  return (
    <ul className="divide-y rounded-card border">
      {keys.map((key) => (
        <KeyRow key={key.id} of={key}>
          <Button look="danger" onClick={() => revoke(key)} onBlur={() => setAsked(null)}>
            {asked === key.id ? "Revoke for good" : "Revoke"}
          </Button>
        </KeyRow>
      ))}
    </ul>
  );
}
