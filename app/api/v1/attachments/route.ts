import { answerRest } from "#lib/doors/rest";
import { answerUpload } from "#lib/doors/upload";

export const dynamic = "force-dynamic";

export const GET = answerRest;
export const POST = answerUpload;
export const PATCH = answerRest;
export const PUT = answerRest;
export const DELETE = answerRest;
export const OPTIONS = answerUpload;
