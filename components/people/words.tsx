import type { UserRow } from "#lib/domain/people/schema";

export type Role = UserRow["role"];

export const ROLE_WORDS = {
  viewer: "Viewer",
  member: "Member",
  admin: "Admin",
  owner: "Owner",
} as const satisfies Record<Role, string>;

export const ROLE_HINTS = {
  viewer: "Reads, and changes nothing.",
  member: "Plans and works.",
  admin: "Runs this Turbo: people, keys, settings.",
  owner: "Does everything, and alone makes owners.",
} as const satisfies Record<Role, string>;

/** Whether people of a role may be limited to some projects. */
export const mayBeLimited = (role: Role) => role === "member" || role === "viewer";

/** A role and the projects it is for. */
export function roleWords({ role, projects }: Pick<UserRow, "role" | "projects">): string {
  if (projects === null) return ROLE_WORDS[role];
  return `${ROLE_WORDS[role]} of ${projects.length > 0 ? projects.join(", ") : "no project"}`;
}
