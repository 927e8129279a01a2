import { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { spendOneTimeToken } from "#lib/core/one-time-token";
import { anyone, defineOperation } from "#lib/core/operation";
import { insertUser } from "#lib/domain/people/insert-user";
import { findInvitationLink, requireLink } from "#lib/domain/people/links";
import { Handle, UserRow } from "#lib/domain/people/schema";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOwnAccount, requireOwnPassword } from "./proof.ts";
import { GithubInvitation, GithubLink, OwnPasswordGiven } from "./schema.ts";

/** What is proven before a browser leaves for GitHub. */
export const beginGithubLink = defineOperation({
  name: "me.begin_github_link",
  summary: "Ask for a GitHub account to be linked to yours.",
  access: "write",
  reach: "account",
  rest: null,
  input: OwnPasswordGiven,
  output: z.object({}),
  async authorize(ctx, { password }) {
    await requireOwnPassword(await requireOwnAccount(ctx, "A GitHub account"), password);
  },
  handle(ctx) {
    ctx.unchanged();
    return {};
  },
});

/** The door has it from GitHub itself whose account it is. */
export const linkGithub = defineOperation({
  name: "me.link_github",
  summary: "Link a GitHub account to yours: it signs you in.",
  access: "write",
  reach: "account",
  rest: null,
  input: GithubLink,
  output: z.object({ login: z.string() }),
  authorize: (ctx) => requireOwnAccount(ctx, "A GitHub account"),
  async handle(ctx, account, user) {
    const before = await ctx.db.githubAccount.findUnique({ where: { userId: user.id } });
    await ctx.db.githubAccount.deleteMany({ where: { userId: user.id } });
    await insertAccount(ctx, user.id, account);
    ctx.changed({ ...userSubject(user), fields: { github: [before?.login ?? null, account.login] } });
    return { login: account.login };
  },
});

/** The actor is the person to be, as the invitation and GitHub name them: the new account gets its id. */
export const joinByGithub = defineOperation({
  name: "users.join_by_github",
  summary: "Make one's own account by an invitation, which is used up, and a GitHub account, which signs in.",
  access: "write",
  reach: "account",
  rest: null,
  input: GithubInvitation,
  output: UserRow,
  authorize: anyone,
  async handle(ctx, { token, account }) {
    const { role, projectIds, by } = requireLink(await findInvitationLink(ctx, token), "invitation");
    if (!(await spendOneTimeToken(ctx.db, "invite", token, ctx.now))) requireLink("used", "invitation");
    const { id, name, handle } = ctx.actor.user;
    const own = { id, name, handle: await freeHandle(ctx, handle), email: null, role, projectIds, password: null };
    const user = await insertUser(ctx, own, { invitedBy: [null, by.handle], github: [null, account.login] });
    await insertAccount(ctx, user.id, account);
    return user;
  },
});

async function insertAccount(ctx: WriteContext, userId: string, account: z.output<typeof GithubLink>): Promise<void> {
  try {
    await ctx.db.githubAccount.createMany({ data: [{ userId, createdAt: ctx.now, ...account }] });
  } catch (error) {
    if (!ctx.database.isDuplicate(error)) throw error;
    const message = `The GitHub account ${account.login} is linked to another person here.`;
    throw new TurboError("conflict", message, { cause: error });
  }
}

/** The wanted handle, or with the first number behind it that nobody has. */
async function freeHandle(ctx: WriteContext, wanted: string): Promise<string> {
  const base = wanted.toLowerCase().slice(0, 36);
  for (let n = 1; ; n++) {
    const handle = Handle.safeParse(n === 1 ? base : `${base}-${n}`);
    if (!handle.success && n > 1) throw new TurboError("refused", `"${wanted}" makes no handle. Join by a password.`);
    if (!handle.success) continue;
    if (!(await ctx.db.user.findUnique({ where: { handle: handle.data }, select: { id: true } }))) return handle.data;
  }
}
