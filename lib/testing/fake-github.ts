import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Person {
  id: number;
  login: string;
  name: string | null;
}

export interface FakeGithub {
  /** Its address, as that of a server of GitHub Enterprise. */
  url: string;
  /** Who is signed in there and agrees; null refuses. */
  person: Person | null;
  close(): Promise<void>;
}

export const GITHUB_APP = { id: "Iv1.0123456789abcdef", secret: "the secret of the app at GitHub" };

/** GitHub as far as people sign in by it: authorize with PKCE, access_token, user. A code works once. */
export async function startFakeGithub(): Promise<FakeGithub> {
  const codes = new Map<string, { challenge: string; back: string; person: Person }>();
  const tokens = new Map<string, Person>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: asked } = new URL(request.url ?? "", "http://github.invalid");
    const say = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/login/oauth/authorize") {
      const back = new URL(asked.get("redirect_uri") ?? "");
      if (asked.get("client_id") !== GITHUB_APP.id) return say(404, {});
      if (fake.person) {
        const code = randomBytes(10).toString("hex");
        codes.set(code, { challenge: asked.get("code_challenge") ?? "", back: back.href, person: fake.person });
        back.searchParams.set("code", code);
      } else back.searchParams.set("error", "access_denied");
      back.searchParams.set("state", asked.get("state") ?? "");
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname === "/login/oauth/access_token" && request.method === "POST") {
      const given = new URLSearchParams(await bodyOf(request));
      const known = codes.get(given.get("code") ?? "");
      codes.delete(given.get("code") ?? "");
      const verified = createHash("sha256")
        .update(given.get("code_verifier") ?? "")
        .digest("base64url");
      const isApp = given.get("client_id") === GITHUB_APP.id && given.get("client_secret") === GITHUB_APP.secret;
      // GitHub says no with status 200.
      if (!known || !isApp || known.challenge !== verified || known.back !== given.get("redirect_uri"))
        return say(200, { error: "bad_verification_code" });
      const token = `gho_${randomBytes(18).toString("hex")}`;
      tokens.set(token, known.person);
      return say(200, { access_token: token, token_type: "bearer", scope: "" });
    }
    const person = tokens.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
    if (pathname === "/api/v3/user" && person) return say(200, person);
    return say(person ? 404 : 401, { message: "Bad credentials" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeGithub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
