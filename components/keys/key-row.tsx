"use client";

import { type ReactNode, useState } from "react";
import { RotateKey } from "#components/keys/rotate-key";
import { KEY_KIND_WORDS, SCOPE_WORDS } from "#components/keys/words";
import { Button } from "#components/ui/button";
import { DueTime } from "#components/ui/due-time";
import { RelativeTime } from "#components/ui/relative-time";
import type { ApiKey } from "#lib/domain/keys/schema";

/** A key in the list, with what can be done with it. */
export function KeyRow({ of: key, children }: { of: ApiKey; children: ReactNode }) {
  const [rotates, setRotates] = useState(false);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 py-1.5">
      <div className="flex min-h-9 items-center gap-3">
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
            {key.oldEndsAt ? (
              <>
                {" "}
                · old secret ends <DueTime at={key.oldEndsAt} />
              </>
            ) : null}
          </span>
        </span>
        <Button aria-expanded={rotates} onClick={() => setRotates(!rotates)}>
          Rotate
        </Button>
        {children}
      </div>
      {rotates ? <RotateKey of={key} /> : null}
    </li>
  );
}
