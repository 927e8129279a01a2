import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { askForm, sendForm } from "#components/entrance/send-form";

/**
 * Asks the browser for a passkey and signs it in: at once, or as one of the names that it offers in the field of the
 * handle, which waits until somebody chooses one. Answers null where it did, or why not; `cancelled` where nobody wanted to.
 */
export async function signInWithPasskey(way: "at once" | "in the field"): Promise<string | "cancelled" | null> {
  const { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication } = await import(
    "@simplewebauthn/browser"
  );
  if (!browserSupportsWebAuthn()) return "This browser has no passkeys for this page. They need https, or localhost.";
  if (way === "in the field" && !(await browserSupportsWebAuthnAutofill())) return "cancelled";
  const asked = await askForm<PublicKeyCredentialRequestOptionsJSON>("/api/sign-in/passkey/options", {});
  if (asked.refusal) return way === "at once" ? asked.refusal.detail : "cancelled";
  try {
    const response = await startAuthentication({
      optionsJSON: asked.answer,
      useBrowserAutofill: way === "in the field",
    });
    return (await sendForm("/api/sign-in/passkey", { response }))?.detail ?? null;
  } catch {
    return way === "at once" ? "The browser gave no passkey. Try again, or sign in otherwise." : "cancelled";
  }
}
