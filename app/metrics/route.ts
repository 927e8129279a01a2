import { answerMetrics } from "#lib/doors/metrics";

export const dynamic = "force-dynamic";

export const GET = answerMetrics;
