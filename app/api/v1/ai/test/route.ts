import { answerTestModel } from "#lib/doors/test-model";

export const dynamic = "force-dynamic";

export const POST = answerTestModel;
export const OPTIONS = answerTestModel;
