import { answerStatus } from "#lib/doors/admin-status";

export const dynamic = "force-dynamic";

export const GET = answerStatus;
