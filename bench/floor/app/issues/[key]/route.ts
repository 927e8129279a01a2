import { changeIssue, readIssue } from "../../../database.ts";

interface Place {
  params: Promise<{ key: string }>;
}

export async function GET(_: Request, { params }: Place) {
  const issue = await readIssue((await params).key);
  return issue ? Response.json(issue) : new Response(null, { status: 404 });
}

export async function PATCH(request: Request, { params }: Place) {
  return Response.json(await changeIssue((await params).key, await request.json()));
}
