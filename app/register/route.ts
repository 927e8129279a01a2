import { answerNoOAuth } from "#lib/doors/no-oauth";

export const dynamic = "force-dynamic";

export const GET = answerNoOAuth;
export const POST = answerNoOAuth;
