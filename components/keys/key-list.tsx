"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { remove } from "#components/api";
import { KEY_KIND_WORDS, SCOPE_WORDS } from "#components/keys/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { isolated } from "#components/ui/isolated";
import { RelativeTime } from "#components/ui/relative-time";
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
        <li key={key.id} className="flex min-h-12 items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              <bdi className="font-medium">{key.name}</bdi>
              <span className="ms-2 font-mono text-mini text-muted">{key.prefix}…</span>
            </span>
            <span className="block text-mini text-muted">
              {KEY_KIND_WORDS[key.kind]} · {SCOPE_WORDS[key.scope]}
              {key.projects ? ` · ${key.projects.join(", ")}` : ""} ·{" "}
              {key.lastUsedAt ? (
                <>
                  used <RelativeTime at={key.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
              {key.expiresAt ? ` · until ${key.expiresAt.slice(0, 10)}` : ""}
            </span>
          </span>
          <Button look="danger" onClick={() => revoke(key)} onBlur={() => setAsked(null)}>
            {asked === key.id ? "Revoke for good" : "Revoke"}
          </Button>
        </li>
      ))}
    </ul>
  );
}
