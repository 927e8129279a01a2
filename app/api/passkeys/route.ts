import { answerNewPasskey } from "#lib/doors/passkeys";

export const dynamic = "force-dynamic";

export const POST = answerNewPasskey;
