"use client";

import { useRouter } from "next/navigation";
import { remove } from "#components/api";
import { roleWords } from "#components/people/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { DueTime } from "#components/ui/due-time";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { Invitation } from "#lib/domain/people/schema";

/** Invitations that nobody has taken yet; each can be withdrawn. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  const router = useRouter();

  async function withdraw({ id }: Invitation) {
    const done = await attempt(() => remove(`/users/invitations/${id}`), "The invitation was not withdrawn");
    if (done) toast("The invitation is withdrawn", { description: "Its link lets nobody in." });
    router.refresh();
  }

  if (invitations.length === 0) return null;
  return (
    <ul aria-label="Open invitations" className="divide-y rounded-card border">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="flex min-h-12 items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              <bdi>{invitation.name ?? invitation.handle ?? "Somebody"}</bdi>
              <span className="text-muted"> · invited</span>
            </span>
            <span className="block text-mini text-muted">
              {roleWords(invitation)} · by <bdi>{invitation.by}</bdi> <RelativeTime at={invitation.createdAt} /> · runs
              out <DueTime at={invitation.expiresAt} />
            </span>
          </span>
          <Button onClick={() => withdraw(invitation)}>Withdraw</Button>
        </li>
      ))}
    </ul>
  );
}
