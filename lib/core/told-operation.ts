import { beginPart, currentActivity, preciseNow } from "./activity.ts";
import type { Actor } from "./actor.ts";

const untold = () => undefined;

/** Tells the activity under way of an operation; answers what is told how it went. */
export function toldOperation(name: string, { key, user }: Pick<Actor, "key" | "user">): (outcome: string) => void {
  const activity = currentActivity();
  if (!activity) return untold;
  activity.facts["turbo.operation"] ??= name;
  activity.facts["turbo.actor"] ??= user.system ? "system" : (key?.kind ?? "person");
  const part = beginPart("operation", name);
  if (!part) return untold;
  return (outcome) => {
    part.endedAt = preciseNow();
    part.failed = outcome === "failed";
    part.facts["turbo.outcome"] = outcome;
  };
}
