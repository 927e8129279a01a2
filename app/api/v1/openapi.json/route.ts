import { answerOpenApi } from "#lib/doors/openapi";

export const dynamic = "force-dynamic";

export const GET = answerOpenApi;
