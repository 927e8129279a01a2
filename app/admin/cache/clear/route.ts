import { answerClearCache } from "#lib/doors/clear-cache";

export const dynamic = "force-dynamic";

export const POST = answerClearCache;
