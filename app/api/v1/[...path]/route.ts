import { answerRest } from "#lib/doors/rest";

export const dynamic = "force-dynamic";

export const GET = answerRest;
export const POST = answerRest;
export const PATCH = answerRest;
export const PUT = answerRest;
export const DELETE = answerRest;
export const OPTIONS = answerRest;
