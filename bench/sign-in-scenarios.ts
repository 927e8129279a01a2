import { Secret, TOTP } from "otpauth";
import { newId } from "#lib/core/ids";
import type { Scenario, Stagehand } from "./scenarios.ts";

const APP = new Secret({ size: 20 });
const code = () => TOTP.generate({ secret: APP });

async function secondFactor({ write }: Stagehand, userId: string, confirmedAt: Date | null) {
  const row = { createdAt: new Date(), secret: APP.base32, confirmedAt, lastStep: 0 };
  await write((tx) => tx.secondFactor.upsert({ where: { userId }, create: { userId, ...row }, update: row }));
}

/** Of the ways to sign in, by the operation's name; `password` is that of who asks. */
export const signInScenarios = (password: string): Readonly<Record<string, Scenario>> => ({
  "me.sign_in_methods": () => ({}),
  "me.begin_second_factor": async (stage) => {
    await secondFactor(stage, stage.me, null);
    return { password };
  },
  "me.confirm_second_factor": async (stage) => {
    await secondFactor(stage, stage.me, null);
    return { code: code() };
  },
  "me.renew_recovery_codes": async (stage) => {
    await secondFactor(stage, stage.me, new Date());
    return { code: code() };
  },
  "me.remove_second_factor": async (stage) => {
    await secondFactor(stage, stage.me, new Date());
    return { password };
  },
  "me.remove_passkey": async ({ write, me }) => {
    const id = newId();
    const key = { name: "Phone", credentialId: id, publicKey: "", counter: 0, place: "turbo.example.org" };
    await write((tx) => tx.passkey.createMany({ data: [{ id, createdAt: new Date(), userId: me, ...key }] }));
    return { passkey: id };
  },
  "me.unlink_github": async ({ write, me }) => {
    const account = { userId: me, createdAt: new Date(), server: "https://github.com", accountId: "1", login: "ada" };
    await write((tx) => tx.githubAccount.createMany({ data: [account] }));
    return {};
  },
  "users.remove_second_factor": async (stage) => {
    const handle = `u${newId().slice(-12)}`;
    const { id } = await stage.call("users.create", { handle, name: "New person", password });
    await secondFactor(stage, String(id), new Date());
    return { user: handle };
  },
});
