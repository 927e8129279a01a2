import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { addOneTimeToken, findOneTimeToken, spendOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { newPasskeyOptions, readNewPasskey } from "#lib/core/passkeys";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOwnAccount, requireOwnPassword } from "./proof.ts";
import { NewPasskey, Passkey, PasskeyRequest } from "./schema.ts";

const MOST = 20;

/** The options hold a challenge, by which the browser's answer is known to be one to this. */
export const beginPasskey = defineOperation({
  name: "me.begin_passkey",
  summary: "Ask for a new passkey.",
  access: "write",
  reach: "account",
  rest: null,
  input: PasskeyRequest,
  output: z.looseObject({ challenge: z.string() }),
  async authorize(ctx, { password }) {
    const account = await requireOwnAccount(ctx, "A passkey");
    await requireOwnPassword(account, password);
  },
  async handle(ctx, { place }) {
    const { user } = ctx.actor;
    const passkeys = await ctx.db.passkey.findMany({ where: { userId: user.id }, select: { credentialId: true } });
    if (passkeys.length >= MOST) {
      throw new TurboError("refused", `You have ${MOST} passkeys, which is the most. Remove one first.`);
    }
    const { token } = await addOneTimeToken(ctx.db, "new passkey", ctx.now, { userId: user.id });
    ctx.unchanged();
    const known = passkeys.map(({ credentialId }) => credentialId);
    return newPasskeyOptions(place, { user, challenge: token, known });
  },
});

export const addPasskey = defineOperation({
  name: "me.add_passkey",
  summary: "Keep a passkey that the browser made.",
  access: "write",
  reach: "account",
  rest: null,
  input: NewPasskey,
  output: Passkey,
  authorize: (ctx) => requireOwnAccount(ctx, "A passkey"),
  async handle(ctx, { name, place, response }, user) {
    const isChallenge = async (challenge: string) => {
      const asked = await findOneTimeToken(ctx.db, "new passkey", challenge, ctx.now);
      return asked?.userId === user.id && spendOneTimeToken(ctx.db, "new passkey", challenge, ctx.now);
    };
    const made = await readNewPasskey(response, place, isChallenge);
    if (!made)
      throw new TurboError("refused", "The browser's answer was not one to this page, or came too late. Try again.");
    const row = {
      id: newId(),
      createdAt: ctx.now,
      userId: user.id,
      name,
      place: place.host,
      lastUsedAt: null,
      ...made,
    };
    try {
      await ctx.db.passkey.createMany({ data: [row] });
    } catch (error) {
      if (!ctx.database.isDuplicate(error)) throw error;
      throw new TurboError("conflict", "This passkey is known already.", { cause: error });
    }
    ctx.changed({ ...userSubject(user), fields: { passkey: [null, name] } });
    return row;
  },
});
