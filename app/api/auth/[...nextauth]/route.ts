import { answerAuth } from "#lib/auth/answer-auth";

export const GET = answerAuth;
export const POST = answerAuth;
