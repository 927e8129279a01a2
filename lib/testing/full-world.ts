import { openSignIn } from "#lib/auth/sign-in";
import { makeApiKey } from "#lib/core/api-key";
import { newId } from "#lib/core/ids";
import { makeOneTimeToken } from "#lib/core/one-time-token";
import { run } from "#lib/core/operation";
import { hashPassword } from "#lib/core/password";
import { writeRecoveryCodes } from "#lib/core/second-factor";
import type { Transaction } from "#lib/db/transaction";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { createIssue } from "#lib/domain/issues/create-issue";
import { OPERATIONS } from "#lib/domain/operations";
import { addPasskey, beginPasskey } from "#lib/domain/sign-in-methods/add-passkey";
import { countTokens } from "#lib/domain/tokens/count-tokens";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { type Call, LABELS } from "./fullest/stage.ts";
import { FULLEST_WRITES } from "./fullest/writes.ts";
import { SoftPasskey } from "./soft-passkey.ts";
import { type World, withKey } from "./world.ts";

/** What the world can be asked by afterwards. */
export interface FullWorld {
  password: string;
  /** Of the authenticator app, in base32. */
  appSecret: string;
  /** Of PASSKEY_PLACE. */
  passkey: SoftPasskey;
  /** The secret of an API key. */
  secret: string;
  /** Of an attached file. */
  hash: string;
  bytes: Buffer;
}

const PASSWORD = "a password of the full world";
/** Where the passkey of the full world is used. */
export const PASSKEY_PLACE = { origin: "https://turbo.example.org", host: "turbo.example.org" };
/** Of the authenticator app, in base32. */
const APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** Performs the fullest writes, and what leaves rows in the tables that they do not touch: every table has some then. */
export async function fillWorld(world: World): Promise<FullWorld> {
  const call: Call = async (name, input) => {
    const operation = OPERATIONS.find((one) => one.name === name);
    if (!operation) throw new Error(`there is no operation ${name}`);
    return (await run(operation, world.as(), input)) as Record<string, unknown>;
  };
  for (const key of ["MAIN", "WEB"]) {
    await call("projects.create", { name: key, key });
    await call("issues.create", { project: key, title: "First" });
  }
  for (const name of LABELS) await call("labels.create", { name });
  for (const { operation, input } of Object.values(FULLEST_WRITES)) await call(operation, await input(call));
  await call("users.update", { user: "ben", role: "viewer", projects: ["MAIN"] });
  await call("decisions.create", { project: null, title: "For all", outcome: "Yes." });

  const agent = withKey(world.owner, { session: "undone" });
  await run(createIssue, world.as(agent), { project: "MAIN", title: "Undone" });
  await run(undoEvents, world.as(), { session: "undone" });
  await run(createIssue, world.as(world.owner, { idempotencyKey: "once" }), { project: "MAIN", title: "Once" });
  const { id: keyId } = agent.key ?? { id: "" };
  const served = { keyId, session: "s-1", day: "2026-11-30", tool: "find", projects: ["MAIN"], calls: 1, tokens: 90 };
  await run(countTokens, world.as(), { served: [served] });

  const passkey = new SoftPasskey();
  const { challenge } = await run(beginPasskey, world.as(), { place: PASSKEY_PLACE });
  const response = passkey.made(challenge, PASSKEY_PLACE);
  await run(addPasskey, world.as(), { name: "Phone", place: PASSKEY_PLACE, response });

  const { secret, prefix, hash: keyHash } = makeApiKey();
  const passwordHash = await hashPassword(PASSWORD);
  const at = new Date("2026-11-30T09:30:00.007Z");
  const stamp = { createdAt: at, updatedAt: at };
  const userId = world.owner.user.id;
  await world.database.write(async (tx) => {
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, email: "ada@example.org", inboxOff: ["mention"] },
    });
    const key = { name: "kept", kind: "script" as const, scope: "write" as const, prefix, hash: keyHash };
    await tx.apiKey.createMany({ data: [{ id: newId(), ...stamp, userId, ...key }] });
    await keepSignInMethods(tx, userId, at);
    await tx.setting.createMany({ data: [{ name: "kept", updatedAt: at, value: { b: [null], a: "1" } }] });
    const asked = { purpose: "test", provider: "anthropic", model: "claude-sonnet-5-5", outcome: "complete" };
    const used = { tokensIn: 100, tokensOut: 7, cachedTokens: 40, cost: 198, milliseconds: 900 };
    await tx.modelCall.createMany({
      data: [{ id: newId(), createdAt: at, day: "2026-11-30", userId, keyId, ...asked, ...used }],
    });
    await tx.sessionStop.createMany({ data: [{ keyId, session: "s-1", createdAt: at, userId, reason: "Enough." }] });
  });
  await openSignIn(world.database, userId, "a browser");
  await makeOneTimeToken(world.database, "enter");
  const bytes = Buffer.alloc(700_000, "The same line again, and then once more.\n");
  const hash = await attachFile(world, "MAIN-1", bytes);
  return { password: PASSWORD, appSecret: APP_SECRET, passkey, secret, hash, bytes };
}

/** A second factor and a GitHub account. */
async function keepSignInMethods(tx: Transaction, userId: string, at: Date): Promise<void> {
  const own = { userId, createdAt: at };
  await tx.secondFactor.createMany({ data: [{ ...own, secret: APP_SECRET, confirmedAt: at, lastStep: 7 }] });
  await writeRecoveryCodes(tx, userId, at);
  const account = { server: "https://github.com", accountId: "583231", login: "ada" };
  await tx.githubAccount.createMany({ data: [{ ...own, ...account, lastUsedAt: at }] });
}

/** Attaches a file as a door does; answers the hash of its content. */
export async function attachFile(world: World, on: string, bytes: Buffer): Promise<string> {
  async function* body() {
    yield bytes;
  }
  const limits = { maxSizeMb: 2, allowedTypes: ["*/*"] };
  let hash = "";
  await takeIn(world.database.contents, { name: "notes.txt", body: body(), limits }, (file) => {
    hash = file.content.hash;
    return run(createAttachment, world.as(), { on, ...file });
  });
  return hash;
}
