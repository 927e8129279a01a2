import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressHeader } from "#lib/auth/caller";
import { personActor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { disableUser } from "#lib/domain/people/disable-user";
import { inviteUser } from "#lib/domain/people/invite-user";
import { makeResetLink } from "#lib/domain/people/make-reset-link";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerJoin, answerReset } from "./links.ts";
import { answerRest } from "./rest.ts";

const CEM = { handle: "cem", name: "Cem Aydın", email: null, password: "a boat on the lake" };

const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get("token") ?? "";

describe.each(ENGINES)("on %s", (engine) => {
  let world: DoorWorld;
  beforeAll(async () => {
    world = await makeDoorWorld(engine, 4110, { TURBO_RATE_LIMIT_PER_MINUTE: "3" });
  });
  afterAll(() => world.close());

  let requests = 0;
  /** Each comes from an address of its own, unless it says which. */
  const send = (door: "join" | "reset", body: unknown, headers: Record<string, string> = {}) =>
    (door === "join" ? answerJoin : answerReset)(
      world.request("POST", `/api/${door}`, {
        key: null,
        body,
        headers: { origin: world.origin, [addressHeader()]: `192.0.2.${requests++}`, ...headers },
      }),
    );

  /** Who the browser is that was answered so. */
  async function signedInAs(answer: Response) {
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const headers = { cookie, origin: world.origin, [addressHeader()]: `192.0.2.${requests++}` };
    const me = await answerRest(world.request("GET", "/api/v1/me", { key: null, headers }));
    return me.status === 200 ? ((await me.json()) as { user: object; scope: string }) : me.status;
  }

  test("a reset link stands for the password alone: who has a second factor is not signed in by it", async () => {
    const row = { userId: world.member.user.id, createdAt: new Date(), secret: "JBSWY3DPEHPK3PXP" };
    await world.database.write((tx) => tx.secondFactor.create({ data: { ...row, confirmedAt: new Date() } }));
    const token = tokenOf(await run(makeResetLink, world.as(), { user: "ben" }));
    const answer = await send("reset", { token, password: "a train in the snow" });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
    await world.database.write((tx) => tx.secondFactor.deleteMany({}));
  });

  test("whoever joins is signed in, and the address is told to nobody", async () => {
    const token = tokenOf(await run(inviteUser, world.as(), {}));
    const foreign = await send("join", { token, ...CEM }, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    const wrong = await send("join", { token, ...CEM, handle: "ben", role: "owner" });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { fields: [{ path: "role" }] }]);
    const answer = await send("join", { token, ...CEM });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await signedInAs(answer)).toMatchObject({ user: { handle: "cem", role: "member" }, scope: "write" });
    const again = await send("join", { token, ...CEM, handle: "dan" });
    expect([again.status, again.headers.get("set-cookie")]).toEqual([401, null]);
    expect(await again.text()).not.toContain(token);
  });

  test("a reset link signs in anew and ends what was signed in before", async () => {
    const link = async () => tokenOf(await run(makeResetLink, world.as(), { user: "cem" }));
    const before = await send("reset", { token: await link(), password: "another boat, a red one" });
    expect(await signedInAs(before)).toMatchObject({ user: { handle: "cem", hasPassword: true } });
    const after = await send("reset", { token: await link(), password: "and yet another boat" });
    expect(await signedInAs(before)).toBe(401);
    expect(await signedInAs(after)).toMatchObject({ user: { handle: "cem" } });

    const token = await link();
    const cem = await world.database.reader.user.findUniqueOrThrow({ where: { handle: "cem" } });
    await run(disableUser, world.as(personActor({ ...world.owner.user }, "admin")), { user: cem.id });
    expect((await send("reset", { token, password: "and yet another boat" })).status).toBe(401);
    expect(await signedInAs(after)).toBe(401);
  });

  test("who keeps sending links that do not work is told to wait", async () => {
    const from = { [addressHeader()]: `10.0.0.${ENGINES.indexOf(engine)}` };
    const token = tokenOf(await run(inviteUser, world.as(), {}));
    const statuses: number[] = [];
    for (const wrong of ["a", "b", "c", "d"]) {
      statuses.push((await send("reset", { token: wrong, password: CEM.password }, from)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await send("join", { token, ...CEM, handle: "eve" }, from)).status).toBe(429);
    expect((await send("join", { token, ...CEM, handle: "eve" })).status).toBe(200);
  });
});
