import { answerGithubBack } from "#lib/doors/github";

export const dynamic = "force-dynamic";

export const GET = answerGithubBack;
