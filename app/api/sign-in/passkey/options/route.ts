import { answerPasskeyOptions } from "#lib/doors/passkeys";

export const dynamic = "force-dynamic";

export const POST = answerPasskeyOptions;
