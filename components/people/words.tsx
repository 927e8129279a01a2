import type { UserRow } from "#lib/domain/people/schema";

export const ROLE_WORDS = { member: "Member", owner: "Owner" } as const satisfies Record<UserRow["role"], string>;
