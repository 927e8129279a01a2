import { answerContent } from "#lib/doors/attachment-content";

export const dynamic = "force-dynamic";

interface Place {
  params: Promise<{ attachment: string }>;
}

async function answer(request: Request, { params }: Place): Promise<Response> {
  return answerContent(request, (await params).attachment);
}

export const GET = answer;
export const HEAD = answer;
export const OPTIONS = answer;
