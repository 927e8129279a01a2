import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Scope } from "#lib/core/actor";
import { makeApiKey } from "#lib/core/api-key";
import type { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { type Instance, identify } from "./actor.ts";
import { settleUses } from "./last-use.ts";
import { closeSignIn, signInCookie } from "./sign-in.ts";

const OWN = "http://127.0.0.1:4140";
const BOOTSTRAP = "a deployment's own long key";

function configOf(bound: "loopback" | "wide" = "loopback"): Instance["config"] {
  return {
    bound,
    server: { port: 4140, publicUrl: null },
    security: { corsOrigins: ["https://tools.example"], secretKey: "a secret only tests know, of some length" },
    bootstrapKey: bound === "wide" ? BOOTSTRAP : null,
  };
}

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  function ada() {
    return { id: world.owner.user.id, handle: "ada", name: "Ada Lindqvist", role: "owner", system: false };
  }

  interface Row {
    userId?: string;
    scope?: Scope;
    kind?: "person" | "script" | "agent";
    projectIds?: string[];
    expiresAt?: Date;
    revokedAt?: Date;
  }

  async function makeKey({ userId = world.owner.user.id, scope = "write", kind = "agent", ...rest }: Row = {}) {
    const { secret, prefix, hash } = makeApiKey();
    const now = new Date();
    const row = {
      id: newId(),
      createdAt: now,
      updatedAt: now,
      userId,
      name: "laptop",
      kind,
      scope,
      prefix,
      hash,
      ...rest,
    };
    await world.database.write((tx) => tx.apiKey.createMany({ data: [row] }));
    return { id: row.id, secret };
  }

  function ask(headers: Record<string, string>, { method = "GET", config = configOf() } = {}) {
    const request = new Request(`${OWN}/api/v1/issues`, { method, headers: { host: "127.0.0.1:4140", ...headers } });
    return identify(request, "rest", { config, database: world.database });
  }

  async function refusal(...asked: Parameters<typeof ask>): Promise<TurboError> {
    return ask(...asked).then(
      () => Promise.reject(new Error("was let in")),
      (error: TurboError) => error,
    );
  }

  async function signedIn(userId = world.owner.user.id) {
    const [pair] = (await signInCookie(world.database, configOf(), userId, "Firefox")).split(";");
    const row = await world.database.reader.signIn.findFirstOrThrow({ where: { userId }, orderBy: { id: "desc" } });
    return { cookie: `other=1; ${pair}`, id: row.id };
  }

  describe("an API key", () => {
    test("acts for its user, as X-API-Key or as a bearer, and tells client and session", async () => {
      const { id, secret } = await makeKey({ projectIds: ["p-1"] });
      const actor = await ask({ "x-api-key": secret, "user-agent": "curl/8", "x-turbo-session": "s-7" });
      expect(actor).toEqual({
        user: ada(),
        key: { id, name: "laptop", kind: "agent" },
        scope: "write",
        projectIds: ["p-1"],
        door: "rest",
        client: "curl/8",
        session: "s-7",
        signInId: null,
        host: "127.0.0.1:4140",
        timeZone: null,
      });
      const again = await ask({
        authorization: `Bearer ${secret}`,
        "user-agent": "node",
        "x-turbo-client": "claude-code",
      });
      expect(again.key?.id).toBe(id);
      expect(again.client).toBe("claude-code");
      expect(again.session).toBeNull();
    });

    test("never does more than its user may", async () => {
      const { secret } = await makeKey({ userId: world.member.user.id, scope: "admin" });
      expect((await ask({ "x-api-key": secret })).scope).toBe("write");
    });

    test("is refused when it was cut short, without asking the database", async () => {
      const { secret } = await makeKey();
      world.statements();
      const error = await refusal({ "x-api-key": secret.slice(0, -1) });
      expect(error.code).toBe("unauthenticated");
      expect(error.message).toContain("checksum");
      expect(world.statements()).toEqual([]);
    });

    test("is refused when nobody made it, when revoked and when expired, each with its reason", async () => {
      expect((await refusal({ "x-api-key": makeApiKey().secret })).message).toContain("does not know this API key");
      const revoked = await makeKey({ revokedAt: new Date("2026-01-02T00:00:00Z") });
      expect((await refusal({ "x-api-key": revoked.secret })).message).toContain("revoked on 2026-01-02");
      const expired = await makeKey({ expiresAt: new Date("2026-01-03T00:00:00Z") });
      const error = await refusal({ "x-api-key": expired.secret });
      expect(error.message).toContain("expired on 2026-01-03");
      expect(error.code).toBe("unauthenticated");
      const living = await makeKey({ expiresAt: new Date(Date.now() + 60_000) });
      expect((await ask({ "x-api-key": living.secret })).key?.id).toBe(living.id);
    });

    test("of a disabled person is refused", async () => {
      const { id: userId } = await world.database.write((tx) =>
        tx.user.create({
          data: {
            id: newId(),
            createdAt: new Date(),
            updatedAt: new Date(),
            handle: "gone",
            name: "Gone",
            disabledAt: new Date(),
          },
        }),
      );
      const { secret } = await makeKey({ userId });
      expect((await refusal({ "x-api-key": secret })).message).toContain("disabled");
    });

    test("in a header of another kind is refused with the right form", async () => {
      expect((await refusal({ authorization: "Basic YTpi" })).message).toContain("Authorization: Bearer");
    });

    test("in the address is not looked at", async () => {
      const { secret } = await makeKey();
      const request = new Request(`${OWN}/api/v1/issues?api_key=${secret}&key=${secret}`);
      await expect(identify(request, "rest", { config: configOf(), database: world.database })).rejects.toMatchObject({
        code: "unauthenticated",
      });
    });

    test("has its last use written down once a minute, after the request", async () => {
      const { id, secret } = await makeKey();
      await ask({ "x-api-key": secret });
      const used = () => world.database.reader.apiKey.findUniqueOrThrow({ where: { id } });
      await vi.waitFor(async () => expect((await used()).lastUsedAt).not.toBeNull());
      const first = (await used()).lastUsedAt;
      world.statements();
      await ask({ "x-api-key": secret });
      await settleUses();
      expect(world.statements().filter((sql) => sql.includes("UPDATE"))).toEqual([]);
      expect((await used()).lastUsedAt).toEqual(first);
    });

    test("comes with a session of at most 200 characters", async () => {
      const { secret } = await makeKey();
      expect((await ask({ "x-api-key": secret, "x-turbo-session": "s".repeat(200) })).session).toHaveLength(200);
      const error = await refusal({ "x-api-key": secret, "x-turbo-session": "s".repeat(201) });
      expect(error.code).toBe("invalid");
      expect(error.message).toContain("200");
    });
  });

  describe("the bootstrap key", () => {
    test("is the system user with admin scope where Turbo is bound wide, and makes that user once", async () => {
      const config = configOf("wide");
      const actors = await Promise.all([1, 2, 3].map(() => ask({ "x-api-key": BOOTSTRAP }, { config })));
      expect(actors[0]).toMatchObject({ scope: "admin", projectIds: null, key: { name: "TURBO_API_KEY" } });
      expect(actors[0]?.user).toMatchObject({ handle: "system", system: true });
      expect(new Set(actors.map((actor) => actor.user.id)).size).toBe(1);
      expect(await world.database.reader.user.count({ where: { system: true } })).toBe(1);
    });

    test("is nothing on loopback, and nothing when it is another", async () => {
      const loopback = { ...configOf(), bootstrapKey: BOOTSTRAP };
      expect((await refusal({ "x-api-key": BOOTSTRAP }, { config: loopback })).code).toBe("unauthenticated");
      expect((await refusal({ "x-api-key": `${BOOTSTRAP}!` }, { config: configOf("wide") })).code).toBe(
        "unauthenticated",
      );
    });
  });

  describe("a session cookie", () => {
    test("reads for a page of ours, and writes with our Origin and JSON", async () => {
      const { cookie, id } = await signedIn();
      const reading = await ask({ cookie, "sec-fetch-site": "same-origin" });
      expect(reading).toMatchObject({ user: ada(), key: null, scope: "admin", door: "web", signInId: id });
      const json = { cookie, origin: OWN, "content-type": "application/json; charset=utf-8" };
      expect((await ask(json, { method: "POST" })).signInId).toBe(id);
      expect((await ask({ cookie, origin: OWN }, { method: "DELETE" })).signInId).toBe(id);
    });

    test("does not write without an Origin, with a foreign or merely listed one, or in a form", async () => {
      const { cookie } = await signedIn();
      const json = { cookie, "content-type": "application/json" };
      for (const method of ["POST", "PATCH", "PUT", "DELETE"]) {
        expect((await refusal(json, { method })).code).toBe("forbidden");
        expect((await refusal({ ...json, origin: "https://evil.example" }, { method })).code).toBe("forbidden");
        expect((await refusal({ ...json, origin: "https://tools.example" }, { method })).code).toBe("forbidden");
      }
      const form = { cookie, origin: OWN, "content-type": "text/plain" };
      expect((await refusal(form, { method: "POST" })).code).toBe("unsupported_media");
    });

    test("does not read for other pages of the same machine", async () => {
      const { cookie } = await signedIn();
      expect((await refusal({ cookie, "sec-fetch-site": "same-site" })).code).toBe("forbidden");
      expect((await refusal({ cookie, "sec-fetch-site": "cross-site" })).code).toBe("forbidden");
      expect((await refusal({ cookie, origin: "http://127.0.0.1:9999" })).code).toBe("forbidden");
    });

    test("counts no more once its sign-in is revoked", async () => {
      const { cookie, id } = await signedIn();
      await closeSignIn(world.database, id);
      const error = await refusal({ cookie });
      expect(error.code).toBe("unauthenticated");
      expect(error.message).toContain("Sign in again");
    });

    test("that was forged, or made with another secret, counts for nothing", async () => {
      const { cookie } = await signedIn();
      const [name] = cookie.replace("other=1; ", "").split("=");
      expect((await refusal({ cookie: `${name}=eyJhbGciOiJub25lIn0..a.b.c` })).code).toBe("unauthenticated");
      const config = configOf();
      config.security.secretKey = "quite another secret, as after a change of it";
      expect((await refusal({ cookie }, { config })).code).toBe("unauthenticated");
    });

    test("gives way to a key", async () => {
      const { cookie } = await signedIn();
      const { id, secret } = await makeKey();
      expect((await ask({ cookie, "x-api-key": secret })).key?.id).toBe(id);
    });
  });

  test("without anything the answer says how to come in", async () => {
    const error = await refusal({});
    expect(error.code).toBe("unauthenticated");
    expect(error.message).toContain("X-API-Key");
  });
});
