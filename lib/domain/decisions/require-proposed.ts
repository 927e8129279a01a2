import { TurboError } from "#lib/core/errors";

/** Refuses what is only done with a proposal. */
export function requireProposed({ key, status }: { key: string; status: string }, to: "accepted" | "rejected"): void {
  if (status === "proposed") return;
  const next =
    status === "accepted" || status === "implemented"
      ? "To change it, propose a decision that supersedes it."
      : "Propose a new decision instead.";
  throw new TurboError("refused", `${key} is ${status} already; only a proposed decision can be ${to}. ${next}`);
}
