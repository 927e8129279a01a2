import { type Actor, projectIdsOf, type Role, type Scope } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { dateOf, jsonOf, type Row } from "#lib/core/row-value";
import type { Database } from "#lib/db/database";

/** The handle of the system user, which no person can take. */
export const SYSTEM_HANDLE = "system";

/** The columns that make the user of an actor. */
export const USER_COLUMNS = { id: true, handle: true, name: true, role: true, system: true, disabledAt: true } as const;

/** The same of a user `u` in a statement of our own, for what is read with every request. */
export const USER_SQL = `u."id" AS "userId", u."handle", u."name" AS "userName", CAST(u."role" AS TEXT) AS "role", u."system", u."disabledAt", u."projectIds" AS "userProjectIds"`;

export function userOf(row: Row): UserColumns & Pick<Actor, "projectIds"> {
  return {
    id: String(row.userId),
    handle: String(row.handle),
    name: String(row.userName),
    role: row.role as UserColumns["role"],
    system: Boolean(Number(row.system)),
    disabledAt: dateOf(row.disabledAt),
    projectIds: projectIdsOf(jsonOf<unknown>(row.userProjectIds)),
  };
}

export interface UserColumns {
  id: string;
  handle: string;
  name: string;
  role: Role;
  system: boolean;
  disabledAt: Date | null;
}

export function actorUser(columns: UserColumns & Partial<Pick<Actor, "projectIds">>): Actor["user"] {
  const { disabledAt: _, projectIds = null, ...user } = columns;
  return projectIds === null ? user : { ...user, isLimited: true };
}

/** What a person may do at most; a key of theirs never does more. */
export function scopeOf(role: Role): Scope {
  return SCOPE_OF[role];
}

const SCOPE_OF = { owner: "admin", admin: "admin", member: "write", viewer: "read" } as const;

/** The user that the deployment's bootstrap key acts for; made on first use. */
export function ensureSystemUser(database: Database): Promise<UserColumns> {
  return ensureUser(database, { system: true }, { handle: SYSTEM_HANDLE, name: "System", role: "owner", system: true });
}

/** The first user that fits `where`, or else a new one; two processes at once make one. */
export async function ensureUser(
  database: Database,
  where: { system: boolean; role?: "owner"; disabledAt?: null },
  made: Pick<UserColumns, "handle" | "name" | "role" | "system">,
): Promise<UserColumns> {
  const wanted = { where, select: USER_COLUMNS, orderBy: { id: "asc" } } as const;
  const known = await database.reader.user.findFirst(wanted);
  if (known) return known;
  try {
    return await database.write(async (tx) => {
      const now = new Date();
      const data = { id: newId(), createdAt: now, updatedAt: now, ...made };
      return (await tx.user.findFirst(wanted)) ?? (await tx.user.create({ data, select: USER_COLUMNS }));
    });
  } catch (error) {
    // Another process made it in the same moment.
    const theirs = database.isDuplicate(error) && (await database.reader.user.findFirst(wanted));
    if (theirs) return theirs;
    throw error;
  }
}
