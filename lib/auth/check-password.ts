import { TurboError } from "#lib/core/errors";
import { fitsPassword } from "#lib/core/password";
import type { Throttle } from "#lib/core/throttle";
import type { Database } from "#lib/db/database";
import { tellFailure } from "./tell-sign-in.ts";

export interface Credentials {
  /** Handle or e-mail. */
  name: string;
  password: string;
  address: string;
}

/** The user a handle (or e-mail) and password belong to. Throws `unauthenticated`, or `limited` with the wait. */
export async function checkPassword(
  database: Database,
  throttle: Throttle,
  { name, password, address }: Credentials,
): Promise<{ id: string; name: string }> {
  const wanted = name.trim().replace(/^@/, "").toLowerCase().slice(0, 200);
  const found = await throttle.hear(address, wanted, async () => {
    const select = { id: true, handle: true, name: true, passwordHash: true, disabledAt: true, system: true } as const;
    const user = await database.reader.user.findFirst({
      where: { OR: [{ handle: wanted }, { email: wanted }] },
      select,
    });
    const mayEnter = user !== null && user.disabledAt === null && !user.system;
    const fits = await fitsPassword(password.slice(0, 200), mayEnter ? user.passwordHash : null);
    if (mayEnter && fits) return { id: user.id, name: user.name };
    if (user) tellFailure(database, user, "wrong password");
    return null;
  });
  if (found) return found;
  throw new TurboError("unauthenticated", "This name and password do not fit together. Check both and try again.");
}
