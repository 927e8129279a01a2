import { answerJoin } from "#lib/doors/links";

export const dynamic = "force-dynamic";

export const POST = answerJoin;
