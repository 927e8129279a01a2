import { redirect } from "next/navigation";
import { readProjects } from "./read-projects.ts";

/** On to the first active project, or to what one does first. */
export default async function HomePage() {
  const { items } = await readProjects();
  const first = items.find((project) => project.status === "active") ?? items[0];
  redirect(first ? `/projects/${first.key}` : "/welcome");
}
