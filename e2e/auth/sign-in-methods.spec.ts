import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { type FakeGithub, GITHUB_APP, startFakeGithub } from "#lib/testing/fake-github";
import { type RunningTurbo, startTurbo } from "../start.ts";

test.describe.configure({ mode: "serial" });

const PASSWORD = "a boat on the lake";

let github: FakeGithub;
let turbo: RunningTurbo;
let page: Page;
/** Passkeys belong to a name. */
let home: string;
test.beforeAll(async ({ browser }) => {
  github = await startFakeGithub();
  turbo = await startTurbo({
    env: {
      TURBO_GITHUB_CLIENT_ID: GITHUB_APP.id,
      TURBO_GITHUB_CLIENT_SECRET: GITHUB_APP.secret,
      TURBO_GITHUB_SERVER: github.url,
    },
  });
  home = turbo.url.replace("127.0.0.1", "localhost");
  page = await (await browser.newContext()).newPage();
  await page.goto(turbo.enterUrl.replace("127.0.0.1", "localhost"));
  expect(await ask("POST", "/me/password", { password: PASSWORD })).toBe(200);
});
test.afterAll(async () => {
  await page?.context().close();
  await turbo?.stop();
  await github?.close();
});

/** Asks the REST door from inside the page. */
const ask = (method: string, path: string, body?: object): Promise<number> =>
  page.evaluate(
    async ([verb, address, text]) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(`/api/v1${address}`, { method: verb, headers, body: text })).status;
    },
    [method, path, body && JSON.stringify(body)] as const,
  );

const part = (name: string) => page.getByRole("region", { name, exact: true });
const problem = () => page.getByRole("main").getByRole("alert");
const isIn = () => expect(page).not.toHaveURL(/sign-in/);

async function signedOut(): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${home}/sign-in`);
}

/** By the keyboard alone: the field of the handle has the focus. */
async function typePassword(): Promise<void> {
  await expect(page.getByLabel("Handle or e-mail")).toBeFocused();
  await page.keyboard.type("owner");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
}

let recoveryCodes: string[];
test("an authenticator app is set up by its QR code or secret, and recovery codes are shown once", async () => {
  await page.goto(`${home}/settings`);
  const factor = part("Second factor");
  await factor.getByRole("button", { name: "Set up" }).press("Enter");
  await expect(factor.getByLabel("Your password")).toBeFocused();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(factor.getByRole("img", { name: "The secret as a QR code" }).locator("path")).toHaveAttribute("d", /^M/);
  const secret = Secret.fromBase32((await factor.locator("code").textContent()) ?? "");
  await factor.getByRole("textbox", { name: "Code" }).fill(TOTP.generate({ secret, timestamp: 0 }));
  await factor.getByRole("button", { name: "Turn on" }).click();
  await expect(factor.getByText("This is not the code that the app shows now.")).toBeVisible();
  await factor.getByRole("textbox", { name: "Code" }).fill(TOTP.generate({ secret }));
  await page.keyboard.press("Enter");
  const codes = factor.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  recoveryCodes = await codes.allTextContents();
  await factor.getByRole("button", { name: "I have kept them" }).click();
  await expect(factor).toContainText("10 recovery codes left");
});

test("the password then asks for a code; a wrong one is refused and a recovery code lets in", async () => {
  await signedOut();
  await typePassword();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(problem()).toHaveText("This code does not work, or was used already. Wait for the next one.");
  await page.getByRole("textbox", { name: "Code" }).fill(recoveryCodes[0] ?? "");
  await page.keyboard.press("Enter");
  await isIn();
});

test("a passkey of the browser signs in without password and code, until it is removed", async () => {
  const chromium = await page.context().newCDPSession(page);
  await chromium.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  const { authenticatorId } = await chromium.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(`${home}/settings`);
  const passkeys = part("Passkeys");
  async function add(name: string, password = PASSWORD): Promise<void> {
    // What is typed before the page is alive is not seen.
    await expect(async () => {
      await passkeys.getByLabel("Name of the passkey").fill(name);
      await passkeys.getByLabel("Your password").fill(password);
      await expect(passkeys.getByRole("button", { name: "Add passkey" })).toBeEnabled({ timeout: 500 });
    }).toPass();
    await page.keyboard.press("Enter");
  }
  await add("This computer", "a boat on the sea");
  await expect(passkeys.getByText("This is not the password you have now.")).toBeVisible();
  await add("This computer");
  await expect(passkeys.getByRole("listitem")).toContainText(["This computernever used"]);
  await add("Once more");
  await expect(passkeys.getByRole("alert")).toHaveText("This device has a passkey of yours already.");

  // The browser offers it in the field of the handle, where its virtual authenticator chooses it.
  await signedOut();
  await isIn();
  await page.goto(`${home}/settings`);
  await expect(passkeys.getByRole("listitem")).toContainText([/This computerused/]);
  const { credentials } = await chromium.send("WebAuthn.getCredentials", { authenticatorId });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);

  await chromium.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });
  await signedOut();
  const { passkeys: known } = (await (await turbo.rest("GET", "/me/sign-in-methods")).json()) as {
    passkeys: { id: string }[];
  };
  expect((await turbo.rest("DELETE", `/me/passkeys/${known[0]?.id}`)).status).toBe(200);
  await chromium.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(problem()).toContainText("This passkey signs nobody in here");
  await page.reload();
  await expect(page.getByRole("button", { name: "Sign in with GitHub" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
  await chromium.detach();
});

test("GitHub signs in who linked their account there, and nobody else", async () => {
  github.person = { id: 583_231, login: "ada-l", name: "Ada" };
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await expect(problem()).toContainText("Nobody here has linked this GitHub account.");
  await typePassword();
  await page.getByRole("textbox", { name: "Code" }).fill(recoveryCodes[1] ?? "");
  await page.keyboard.press("Enter");
  await isIn();
  await page.goto(`${home}/settings`);
  await part("GitHub").getByRole("button", { name: "Link a GitHub account" }).click();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(part("GitHub")).toContainText("ada-l");
  await signedOut();
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await isIn();
  await page.goto(`${home}/settings`);
  await part("GitHub").getByRole("button", { name: "Unlink" }).click();
  await expect(part("GitHub").getByRole("button", { name: "Link a GitHub account" })).toBeVisible();
});

test("whoever has the command line takes a lost second factor away, and the log holds no secret", async () => {
  const shown = await turbo.cli(["me", "sign-in-methods", "--json"]);
  expect(JSON.parse(shown.stdout)).toMatchObject({
    password: true,
    secondFactor: { recoveryCodesLeft: 8 },
    github: null,
  });
  const taken = await turbo.cli(["users", "remove-second-factor", "owner"]);
  expect(taken.code).toBe(0);
  await signedOut();
  await typePassword();
  await isIn();
  for (const secret of [PASSWORD, GITHUB_APP.secret, ...recoveryCodes])
    expect(turbo.stdout() + turbo.stderr()).not.toContain(secret);
});
