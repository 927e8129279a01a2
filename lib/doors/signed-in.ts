import { signInCookie } from "#lib/auth/sign-in";
import { loadConfig } from "#lib/core/config";
import { instanceDatabase } from "#lib/db/instance";

/** The answer that signs the browser of this request in as this person. */
export async function signedIn(request: Request, userId: string): Promise<Response> {
  const cookie = await signInCookie(instanceDatabase(), loadConfig(), userId, request.headers.get("user-agent"));
  return Response.json({}, { headers: { "set-cookie": cookie, "cache-control": "no-store" } });
}
