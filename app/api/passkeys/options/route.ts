import { answerNewPasskeyOptions } from "#lib/doors/passkeys";

export const dynamic = "force-dynamic";

export const POST = answerNewPasskeyOptions;
