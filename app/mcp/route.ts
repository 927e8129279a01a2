import { answerMcp } from "#lib/doors/mcp";

export const dynamic = "force-dynamic";

export const GET = answerMcp;
export const POST = answerMcp;
export const DELETE = answerMcp;
