const OFFLINE = "Turbo did not answer. Try again when the server is back.";

/** Signs this browser in; answers null, or the sentence that says why not. */
export async function signInWithPassword(name: string, password: string): Promise<string | null> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken?: string };
    if (!csrfToken) return OFFLINE;
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ name, password, csrfToken, callbackUrl: "/", json: "true" }),
    });
    const { url, detail } = (await response.json()) as { url?: string; detail?: string };
    if (response.ok) return null;
    return detail ?? (url ? new URL(url).searchParams.get("error") : null) ?? OFFLINE;
  } catch {
    return OFFLINE;
  }
}
