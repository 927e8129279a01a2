import type { WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { fitsPassword } from "#lib/core/password";
import { spendCode } from "#lib/core/second-factor";
import { signInThrottle } from "#lib/core/throttle";
import { requireNoReplay } from "#lib/domain/people/policy";

/** The account of somebody who is signed in; refuses every key, and calls that would be remembered with their secret. */
export async function requireOwnAccount(ctx: WriteContext, what: string) {
  requireNoReplay(ctx);
  if (ctx.actor.key) {
    throw new TurboError("forbidden", `${what} is set up in the browser, by a person who is signed in there.`);
  }
  return findAccount(ctx);
}

export function findAccount({ db, actor }: Pick<WriteContext, "db" | "actor">) {
  return db.user.findUniqueOrThrow({
    where: { id: actor.user.id },
    select: { id: true, handle: true, passwordHash: true, secondFactor: true },
  });
}

type Account = Awaited<ReturnType<typeof findAccount>>;

/** A signed-in browser that somebody found must not be enough to add a way in: the password is asked for, where there is one. */
export async function requireOwnPassword(
  { id, passwordHash }: Pick<Account, "id" | "passwordHash">,
  password: string | undefined,
  path = "password",
): Promise<void> {
  if (passwordHash === null) return;
  if (password === undefined) throw invalidField(path, "Give the password you have now as well.");
  const fits = await hear(id, async () => ((await fitsPassword(password, passwordHash)) ? true : null));
  if (fits === null) throw invalidField(path, "This is not the password you have now. Nothing was changed.");
}

/** A code of the app or one on paper, which is used up with that. */
export async function requireOwnCode(ctx: WriteContext, { id }: Account, code: string): Promise<void> {
  const fits = await hear(id, () => spendCode(ctx.db, { userId: id, code }, ctx.now));
  if (fits === null) throw invalidField("code", "This code does not work, or was used already. Nothing was changed.");
}

/** The tries of who is signed in are counted apart from those at the sign-in page, so that neither shuts the other out. */
function hear<Value>(userId: string, attempt: () => Promise<Value | null>): Promise<Value | null> {
  const who = `signed in as ${userId}`;
  return signInThrottle().hear(who, who, attempt);
}
