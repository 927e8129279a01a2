import { answerSetUp } from "#lib/doors/set-up";

export const dynamic = "force-dynamic";

export const POST = answerSetUp;
