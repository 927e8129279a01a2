import type { GithubPlace } from "#lib/core/config";
import type { Database } from "#lib/db/database";
import type { GithubPerson } from "./github.ts";

/** Whose account here is linked to one at GitHub; null where none is, or its person is shut out. */
export async function signInByGithub(
  database: Database,
  { server }: Pick<GithubPlace, "server">,
  { accountId, login }: GithubPerson,
): Promise<string | null> {
  const account = await database.reader.githubAccount.findUnique({
    where: { server_accountId: { server, accountId } },
    select: { userId: true, user: { select: { disabledAt: true, system: true } } },
  });
  if (!account || account.user.disabledAt || account.user.system) return null;
  await database.write((tx) =>
    tx.githubAccount.updateMany({ where: { userId: account.userId }, data: { login, lastUsedAt: new Date() } }),
  );
  return account.userId;
}
