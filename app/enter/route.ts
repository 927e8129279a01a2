import { answerEnter } from "#lib/auth/answer-enter";

export const GET = answerEnter;
