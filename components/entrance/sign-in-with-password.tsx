const OFFLINE = "Turbo did not answer. Try again when the server is back.";

/** What the server says where the password fits and a code is still to be given. */
const CODE_WANTED = "CodeWanted";

/** How a try to sign in went: it did, a code is wanted as well, or the sentence that says why not. */
export type Outcome = { is: "signed in" } | { is: "code wanted" } | { is: "refused"; why: string };

const refused = (why: string): Outcome => ({ is: "refused", why });

/** Signs this browser in. */
export async function signInWithPassword(given: { name: string; password: string; code: string }): Promise<Outcome> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken?: string };
    if (!csrfToken) return refused(OFFLINE);
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...given, csrfToken, callbackUrl: "/", json: "true" }),
    });
    const { url, detail } = (await response.json()) as { url?: string; detail?: string };
    if (response.ok) return { is: "signed in" };
    const why = detail ?? (url ? new URL(url).searchParams.get("error") : null) ?? OFFLINE;
    return why === CODE_WANTED ? { is: "code wanted" } : refused(why);
  } catch {
    return refused(OFFLINE);
  }
}
