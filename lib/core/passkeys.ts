import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** Where a passkey is made and used: the page's origin, and its host name, which a passkey belongs to. */
export interface PasskeyPlace {
  origin: string;
  host: string;
}

/** What a passkey is known by afterwards. */
export interface Credential {
  credentialId: string;
  /** COSE, in base64url. */
  publicKey: string;
  counter: number;
  transports: string[];
}

/** EdDSA, ES256 and RS256: what phones, computers and sticks have. */
const ALGORITHMS = [-8, -7, -257];
/** The column is an integer of 32 bits with a sign. */
const MOST = 2 ** 31 - 1;

/** What the browser is asked for when a passkey is made, which has to know its person by itself and look who it is. */
export function newPasskeyOptions({ host }: PasskeyPlace, of: { user: Named; challenge: string; known: string[] }) {
  return {
    challenge: of.challenge,
    rp: { name: "Turbo", id: host },
    user: { id: base64url(of.user.id), name: of.user.handle, displayName: of.user.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: of.known.map((id) => ({ type: "public-key", id })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    timeout: 5 * 60_000,
  };
}

interface Named {
  id: string;
  handle: string;
  name: string;
}

/** What the browser is asked for when somebody signs in; it shows the passkeys that it has for this host. */
export function passkeyOptions({ host }: PasskeyPlace, challenge: string) {
  return { challenge, rpId: host, userVerification: "required", timeout: 5 * 60_000 };
}

/** Loads what reads a passkey, which takes too long for the middle of a write. */
export async function loadPasskeyReader(): Promise<void> {
  await import("@simplewebauthn/server");
}

/** The passkey that a browser made; null for an answer that is not one to a challenge of ours, from this page. */
export async function readNewPasskey(
  response: unknown,
  { origin, host }: PasskeyPlace,
  isChallenge: (challenge: string) => Promise<boolean>,
): Promise<Credential | null> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: isChallenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!registrationInfo) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString("base64url"),
      counter: Math.min(counter, MOST),
      transports,
    };
  } catch {
    return null; // the library throws whatever it found to be wrong
  }
}

/** The counter of the passkey after this use; null for an answer that does not prove that somebody has it. */
export async function readPasskeyUse(
  response: unknown,
  { origin, host }: PasskeyPlace,
  known: { credential: Omit<Credential, "transports">; isChallenge: (challenge: string) => Promise<boolean> },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { credentialId, publicKey, counter } = known.credential;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: known.isChallenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")), counter },
    });
    return verified ? Math.min(authenticationInfo.newCounter, MOST) : null;
  } catch {
    return null;
  }
}

const base64url = (text: string) => Buffer.from(text).toString("base64url");
