"use client";

import { useRouter } from "next/navigation";
import { remove } from "#components/api";
import { AddPasskey } from "#components/sign-in-methods/add-passkey";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { Passkey } from "#lib/domain/sign-in-methods/schema";

interface Props {
  passkeys: Passkey[];
  hasPassword: boolean;
  /** The host name of this page. */
  host: string;
}

/** The passkeys of a person, and a form for another. */
export function Passkeys({ passkeys, hasPassword, host }: Props) {
  const router = useRouter();

  async function take(passkey: Passkey) {
    if (!(await attempt(() => remove(`/me/passkeys/${passkey.id}`), "The passkey was not removed"))) return;
    toast("Passkey removed", { description: "Delete it on the device as well, which cannot know." });
    router.refresh();
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {passkeys.length > 0 ? (
        <ul aria-label="Passkeys" className="divide-y rounded-card border">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex min-h-12 items-center gap-3 px-3 py-1.5">
              <span className="min-w-0 flex-1">
                <bdi className="block truncate font-medium">{passkey.name}</bdi>
                <span className="block text-mini text-muted">
                  {passkey.place === host ? "" : `For ${passkey.place} alone · `}
                  {passkey.lastUsedAt ? (
                    <>
                      used <RelativeTime at={passkey.lastUsedAt} />
                    </>
                  ) : (
                    "never used"
                  )}{" "}
                  · added <RelativeTime at={passkey.createdAt} />
                </span>
              </span>
              <Button aria-label={`Remove ${passkey.name}`} onClick={() => take(passkey)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <AddPasskey hasPassword={hasPassword} host={host} />
    </div>
  );
}
