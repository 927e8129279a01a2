import { answerGithub } from "#lib/doors/github";

export const dynamic = "force-dynamic";

export const POST = answerGithub;
