import { answerCron } from "#lib/doors/cron";

export const dynamic = "force-dynamic";

export const GET = answerCron;
export const POST = answerCron;
