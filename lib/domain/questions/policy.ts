import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import type { Question } from "./schema.ts";

/** Why the actor may not take a question back; null where they may: people, and the agents of who asked through one. */
export function whyNotOwn({ user, key }: Actor, { by, via }: Pick<Question, "by" | "via">): string | null {
  if (key?.kind !== "agent" || (by?.id === user.id && via?.kind === "agent")) return null;
  return `This question was asked by ${by ? `@${by.handle}` : "Turbo"}. The agent key "${key.name}" takes back only what it asked; a person may.`;
}

/** Refuses an agent's key: what is asked here, a person answers. */
export function requireAnswerer({ key }: Actor, { of }: Pick<Question, "of">): void {
  if (key?.kind !== "agent") return;
  throw new TurboError(
    "forbidden",
    `A person answers this question, not the agent key "${key.name}". @${of.handle} was asked and has it in the inbox.`,
  );
}
