"use client";

import { Avatar } from "#components/ui/avatar";
import { useNow } from "#components/ui/use-now";
import type { IssueLine } from "#lib/domain/issues/schema";

const MINUTE = 60_000;

type ClaimChip = NonNullable<IssueLine["claim"]>;

/** Who holds an issue: an agent by its client's or key's name, a person by theirs. */
export function holderOf({ holder, via }: Pick<ClaimChip, "holder" | "via">): { name: string; agent: boolean } {
  const agent = via?.kind === "agent";
  return { name: agent ? (via.client ?? via.key ?? holder.name) : holder.name, agent };
}

/** How much of a lease is left: minutes, and the part of the whole. */
function leftOf({ until, minutes }: Pick<ClaimChip, "until" | "minutes">, now: number) {
  const left = Math.max(0, Date.parse(until) - now);
  return { minutes: Math.ceil(left / MINUTE), part: Math.min(1, left / (minutes * MINUTE)) };
}

/** Who works on an issue, in a ring that empties as the lease runs out. */
export function ClaimSign({ claim }: { claim: ClaimChip }) {
  const now = useNow();
  const { name, agent } = holderOf(claim);
  const { minutes, part } = now === null ? { minutes: null, part: 1 } : leftOf(claim, now);
  const words = minutes === null ? `${name} works on it` : `${name} works on it; ${leftWords(minutes)}`;
  return (
    <span
      title={words}
      data-agent={agent ? "" : undefined}
      className="lease-ring"
      style={{ "--lease-left": `${Math.round(part * 100)}%` } as React.CSSProperties}
    >
      <Avatar name={name} agent={agent} size={16} />
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** What is left of a lease, in words that keep up with the clock. */
export function LeaseLeft({ claim, className }: { claim: ClaimChip; className?: string }) {
  const now = useNow();
  if (now === null) return <span className={className} />;
  return <span className={className}>{leftWords(leftOf(claim, now).minutes)}</span>;
}

function leftWords(minutes: number): string {
  return minutes === 0 ? "its lease is over" : `${minutes} min left`;
}
