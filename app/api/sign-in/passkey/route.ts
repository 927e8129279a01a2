import { answerPasskeySignIn } from "#lib/doors/passkeys";

export const dynamic = "force-dynamic";

export const POST = answerPasskeySignIn;
