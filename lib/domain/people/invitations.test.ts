import { afterEach, beforeEach, expect, test } from "vitest";
import { personActor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { fitsPassword } from "#lib/core/password";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { disableUser } from "./disable-user.ts";
import { inviteUser } from "./invite-user.ts";
import { join } from "./join.ts";
import { findInvitationLink } from "./links.ts";
import { listInvitations } from "./list-invitations.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";

const CEM = { handle: "cem", name: "Cem Aydın", password: "a boat on the lake" };
const DAY = 24 * 60 * 60_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get("token") ?? "";

async function invite(asked: object = {}) {
  const made = await run(inviteUser, world.as(), asked);
  return { ...made, token: tokenOf(made) };
}

/** Joins as the page does: as the person to be. */
function joinWith(token: string, given: object = CEM) {
  const { handle, name } = { ...CEM, ...given };
  const actor = personActor({ id: newId(), handle, name, role: "member", system: false }, "write");
  return run(join, world.as(actor), { ...CEM, ...given, token });
}

const open = async () => (await run(listInvitations, world.as(), {})).items;

test("who is invited makes an account with the role of the invitation, and the link is used up", async () => {
  const { token, url, ...invited } = await invite({ name: "Cem", handle: "Cem", role: "owner" });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/join\?token=[\w-]{43}$/);
  expect(await open()).toEqual([invited]);
  expect(invited).toMatchObject({ name: "Cem", handle: "cem", role: "owner", by: "ada" });
  expect(Date.parse(invited.expiresAt) - Date.parse(invited.createdAt)).toBe(7 * DAY);

  const user = await joinWith(token, { handle: "cemo", email: "Cem@Example.org" });
  expect(user).toMatchObject({ handle: "cemo", name: CEM.name, role: "owner", email: "cem@example.org" });
  const row = await world.database.reader.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(await fitsPassword(CEM.password, row.passwordHash)).toBe(true);
  expect(await open()).toEqual([]);
  await expect(joinWith(token, { handle: "other" })).rejects.toThrow("used already");
  const event = await world.database.reader.event.findFirstOrThrow({ where: { operation: "users.join" } });
  expect(event).toMatchObject({ userId: user.id, actor: { handle: "cemo", name: CEM.name } });
  expect(event.changes).toMatchObject([{ kind: "user", key: "cemo", fields: { invitedBy: [null, "ada"] } }]);
});

test("of two who take one invitation at once, one gets an account", async () => {
  const { token } = await invite();
  const answers = await Promise.allSettled(["cem", "dan"].map((handle) => joinWith(token, { handle })));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(answers.find((answer) => answer.status === "rejected")?.reason).toMatchObject({ code: "unauthenticated" });
  expect(await world.database.reader.user.count()).toBe(3);
});

test("an account that is refused leaves the invitation as it was", async () => {
  const { token } = await invite();
  await expect(joinWith(token, { handle: "ben" })).rejects.toMatchObject({ fields: [{ path: "handle" }] });
  await expect(joinWith(token, { password: "short" })).rejects.toMatchObject({ fields: [{ path: "password" }] });
  expect(await joinWith(token)).toMatchObject({ handle: "cem" });
});

test("withdrawn, run out and made up are one answer, and of a used one only that is told", async () => {
  const ctx = world.as();
  const [withdrawn, late, used] = [await invite(), await invite(), await invite()];
  await run(withdrawInvitation, ctx, { invitation: withdrawn.id });
  await joinWith(used.token);
  await world.database.write((tx) =>
    tx.oneTimeToken.updateMany({ where: { id: late.id }, data: { expiresAt: new Date(Date.now() - 1) } }),
  );
  expect(await open()).toEqual([]);
  const answers = await Promise.all(
    [withdrawn.token, late.token, "made up", ""].map((token) =>
      joinWith(token, { handle: "dan" }).catch(({ code, message }) => `${code} ${message}`),
    ),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^unauthenticated .* does not work, or no more/);
  expect(await findInvitationLink(world.as(), used.token)).toBe("used");
  const again = run(withdrawInvitation, world.as(), { invitation: withdrawn.id });
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("the links of who was disabled since let nobody in", async () => {
  const second = await joinWith((await invite({ role: "owner" })).token);
  const actor = personActor({ ...second, system: false }, "admin");
  const token = tokenOf(await run(inviteUser, world.as(actor), {}));
  expect(await findInvitationLink(world.as(), token)).toMatchObject({ by: { handle: "cem" } });
  await run(disableUser, world.as(), { user: "cem" });
  expect(await findInvitationLink(world.as(), token)).toBe("gone");
  expect(await open()).toEqual([]);
});

test("neither the database nor what is told of it holds the link", async () => {
  const { token } = await invite({ name: "Cem" });
  await joinWith(token);
  const { reader } = world.database;
  const kept = [await reader.oneTimeToken.findMany(), await reader.event.findMany(), await open()];
  expect(JSON.stringify(kept)).not.toContain(token);
});

test("a handle that is taken is not set out, and it is no agent's nor a member's to invite", async () => {
  await expect(invite({ handle: "ben" })).rejects.toMatchObject({ fields: [{ path: "handle" }] });
  const { id } = await invite();
  for (const actor of [world.member, withKey(world.owner), withKey(world.owner, { scope: "admin" })]) {
    await expect(run(inviteUser, world.as(actor), {})).rejects.toMatchObject({ code: "forbidden" });
    const withdrawn = run(withdrawInvitation, world.as(actor), { invitation: id });
    await expect(withdrawn).rejects.toMatchObject({ code: "forbidden" });
  }
  const repeated = run(inviteUser, world.as(world.owner, { idempotencyKey: "k" }), {});
  await expect(repeated).rejects.toMatchObject({ code: "invalid" });
});
