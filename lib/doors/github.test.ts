import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressHeader } from "#lib/auth/caller";
import { signInCookie } from "#lib/auth/sign-in";
import { loadConfig } from "#lib/core/config";
import { run } from "#lib/core/operation";
import { hashPassword } from "#lib/core/password";
import { disableUser } from "#lib/domain/people/disable-user";
import { enableUser } from "#lib/domain/people/enable-user";
import { inviteUser } from "#lib/domain/people/invite-user";
import { listSignInMethods } from "#lib/domain/sign-in-methods/list-sign-in-methods";
import { unlinkGithub } from "#lib/domain/sign-in-methods/unlink-github";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { type FakeGithub, GITHUB_APP, startFakeGithub } from "#lib/testing/fake-github";
import { ENGINES } from "#lib/testing/world";
import { answerGithub, answerGithubBack } from "./github.ts";
import { answerRest } from "./rest.ts";

const PASSWORD = "a boat on the lake";
const ADA = { id: 583_231, login: "ada-l", name: "Ada at GitHub" };
const EVE = { id: 77, login: "ada", name: null };

describe.each(ENGINES)("on %s", (engine) => {
  let world: DoorWorld;
  let github: FakeGithub;
  beforeAll(async () => {
    github = await startFakeGithub();
    world = await makeDoorWorld(engine, 4127, {
      TURBO_GITHUB_CLIENT_ID: GITHUB_APP.id,
      TURBO_GITHUB_CLIENT_SECRET: GITHUB_APP.secret,
      TURBO_GITHUB_SERVER: github.url,
    });
    const passwordHash = await hashPassword(PASSWORD);
    await world.database.write((tx) =>
      tx.user.updateMany({ where: { id: world.owner.user.id }, data: { passwordHash, email: "ada@example.org" } }),
    );
  });
  afterAll(async () => {
    await github.close();
    await world.close();
  });
  beforeEach(() => world.database.write((tx) => tx.githubAccount.deleteMany({})));

  let requests = 0;
  const from = (cookie = "") => ({ cookie, [addressHeader()]: `192.0.2.${requests++ % 250}` });

  /** What the page sends before it leaves. */
  function begin(body: object, { cookie = "", origin = world.origin } = {}): Promise<Response> {
    const headers = { origin, ...from(cookie) };
    return answerGithub(world.request("POST", "/api/sign-in/github", { key: null, body, headers }));
  }

  /** A browser that goes to GitHub and comes back, `after` with these cookies; `meddle` changes the address it comes back to. */
  async function go(body: object, { cookie = "", after = "", meddle = (_: URL) => {} } = {}): Promise<Response> {
    const begun = await begin(body, { cookie });
    expect(begun.status).toBe(200);
    const { url } = (await begun.json()) as { url: string };
    const sent = await fetch(url, { redirect: "manual" });
    const back = new URL(sent.headers.get("location") ?? "");
    meddle(back);
    const errand = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    const headers = from(`${after || cookie}; ${errand}`);
    return answerGithubBack(world.request("GET", back.pathname + back.search, { key: null, headers }));
  }

  const signInAs = async (userId: string) =>
    (await signInCookie(world.database, loadConfig(), userId, "Firefox")).split(";")[0] ?? "";

  /** Where the browser stands then, and who it is signed in as. */
  async function outcome(answer: Response): Promise<[string | null, string | null]> {
    const cookies = answer.headers.getSetCookie();
    const session = cookies.find((one) => one.includes("session"))?.split(";")[0];
    const to = answer.headers.get("location");
    if (!session) return [to, null];
    const headers = { origin: world.origin, ...from(session) };
    const me = await answerRest(world.request("GET", "/api/v1/me", { key: null, headers }));
    return [to, ((await me.json()) as { user: { handle: string } }).user.handle];
  }

  const link = async () => {
    github.person = ADA;
    return outcome(await go({ errand: "link", password: PASSWORD }, { cookie: await signInAs(world.owner.user.id) }));
  };

  test("who linked an account is signed in by it, and goes where they wanted", async () => {
    expect(await link()).toEqual(["/settings", null]);
    expect(await run(listSignInMethods, world.as(), {})).toMatchObject({
      github: { login: "ada-l", server: github.url },
    });
    github.person = { ...ADA, login: "ada-new" };
    const answer = await go({ errand: "sign in", next: "/inbox" });
    expect(await outcome(answer)).toEqual(["/inbox", "ada"]);
    expect(answer.headers.getSetCookie().join()).toMatch(/turbo-github-4127=; Path=\/; Max-Age=0/);
    const { github: account } = await run(listSignInMethods, world.as(), {});
    expect(account).toMatchObject({ login: "ada-new", lastUsedAt: expect.any(String) });
    await run(unlinkGithub, world.as(), {});
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/sign-in?github=unknown", null]);
  });

  test("a login or an e-mail that is the same lets nobody in, nor does the number of another server", async () => {
    github.person = EVE;
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/sign-in?github=unknown", null]);
    const account = { userId: world.owner.user.id, createdAt: new Date(), accountId: String(EVE.id), login: "ada" };
    await world.database.write((tx) => tx.githubAccount.create({ data: { ...account, server: "https://github.com" } }));
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/sign-in?github=unknown", null]);
  });

  test("a state that is not this browser's, none at all, a refusal and a code of another get nobody in", async () => {
    await link();
    const again = ["/sign-in?github=again", null];
    const states = [(url: URL) => url.searchParams.set("state", "x"), (url: URL) => url.searchParams.delete("state")];
    for (const meddle of states) expect(await outcome(await go({ errand: "sign in" }, { meddle }))).toEqual(again);
    const alone = world.request("GET", "/api/sign-in/github/back?code=1&state=2", { key: null, headers: from() });
    expect(await outcome(await answerGithubBack(alone))).toEqual(again);
    const guessed = await go({ errand: "sign in" }, { meddle: (url) => url.searchParams.set("code", "guessed") });
    expect(await outcome(guessed)).toEqual(["/sign-in?github=silent", null]);
    github.person = null;
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(again);
  });

  test("to link asks for the password, ends where another is signed in meanwhile, and takes nobody's account", async () => {
    const ada = await signInAs(world.owner.user.id);
    const refused = await begin({ errand: "link", password: "a boat on the sea" }, { cookie: ada });
    expect([refused.status, await refused.json()]).toMatchObject([422, { fields: [{ path: "password" }] }]);
    expect((await begin({ errand: "link" })).status).toBe(401);
    await link();
    const ben = await signInAs(world.member.user.id);
    expect(await outcome(await go({ errand: "link" }, { cookie: ben }))).toEqual(["/settings?github=taken", null]);
    await run(unlinkGithub, world.as(), {});
    const swapped = await go({ errand: "link" }, { cookie: ben, after: ada });
    expect(await outcome(swapped)).toEqual(["/sign-in?github=again", null]);
    expect(await world.database.reader.githubAccount.count()).toBe(0);
  });

  test("an invitation is accepted by an account, once, with the names that it and GitHub give", async () => {
    github.person = EVE;
    const { url } = await run(inviteUser, world.as(), { role: "member" });
    const invitation = new URL(url).searchParams.get("token") ?? "";
    expect(await outcome(await go({ errand: "join", invitation }))).toEqual(["/", "ada-2"]);
    expect((await begin({ errand: "join", invitation })).status).toBe(401);
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/", "ada-2"]);
    await run(disableUser, world.as(), { user: "ada-2" });
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/sign-in?github=unknown", null]);
    await run(enableUser, world.as(), { user: "ada-2" });
    expect(await outcome(await go({ errand: "sign in" }))).toEqual(["/", "ada-2"]);
  });

  test("nobody is sent elsewhere afterwards, and no foreign page begins it", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"])
      expect((await begin({ errand: "sign in", next })).status).toBe(422);
    expect((await begin({ errand: "sign in" }, { origin: "https://evil.example" })).status).toBe(403);
  });
});
