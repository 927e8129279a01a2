import { redirect } from "next/navigation";
import { listProjects } from "#lib/domain/projects/list-projects";
import { readPage } from "#lib/doors/page";

/** On to the first active project, or to what one does first. */
export default async function HomePage() {
  const { items } = await readPage(listProjects, { limit: 50 });
  const first = items.find((project) => project.status === "active") ?? items[0];
  redirect(first ? `/projects/${first.key}` : "/welcome");
}
