import type { Role } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { requireLimit } from "#lib/domain/projects/limit";
import { runsTurbo } from "./policy.ts";

/** The projects that a person of this role is to be limited to; null for every project. */
export async function requireLimitFor(ctx: ReadContext, role: Role, projects: readonly string[] | null | undefined) {
  if (!projects) return null;
  if (runsTurbo(role))
    throw invalidField(
      "projects",
      "Owners and admins are of every project. Leave projects out, or choose another role.",
    );
  return requireLimit(ctx, projects);
}
