import { createIssue, listIssues } from "../../database.ts";

export async function GET(request: Request) {
  const project = new URL(request.url).searchParams.get("project") ?? "";
  return Response.json({ items: await listIssues(project) });
}

export async function POST(request: Request) {
  return Response.json(await createIssue(await request.json()), { status: 201 });
}
