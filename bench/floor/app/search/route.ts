import { searchIssues } from "../../database.ts";

export async function GET(request: Request) {
  return Response.json({ items: await searchIssues(new URL(request.url).searchParams.get("q") ?? "") });
}
