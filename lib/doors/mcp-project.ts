import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { getProject } from "#lib/domain/projects/get-project";
import { doorContext } from "./door-context.ts";
import type { Tool } from "./tools/tool.ts";

/** An actor within the one project that the address names with `?project=KEY`, as by a key that is limited to it. */
export interface Narrowed {
  actor: Actor;
  /** The key of that project; null where the address names none. */
  project: string | null;
}

/** Throws `not_found` for a project that the actor does not see, and `malformed` for several. */
export async function narrowedTo(request: Request, actor: Actor): Promise<Narrowed> {
  const [asked, ...others] = new URL(request.url).searchParams.getAll("project").filter(Boolean);
  if (asked === undefined) return { actor, project: null };
  if (others.length > 0) throw new TurboError("malformed", "The address may name one project: ?project=KEY.");
  const { id, key } = await run(getProject, doorContext(actor), { project: asked });
  return { actor: { ...actor, projectIds: [id] }, project: key };
}

/** The same where clients show no refusal of a connection: then every call is refused with the reason, and nothing is seen. */
export async function narrowedOrRefused(
  request: Request,
  actor: Actor,
): Promise<Narrowed & { refusal: TurboError | null }> {
  try {
    return { ...(await narrowedTo(request, actor)), refusal: null };
  } catch (error) {
    if (!(error instanceof TurboError) || !["not_found", "malformed"].includes(error.code)) throw error;
    const refusal = new TurboError(error.code, `The address of this server asks for one project: ${error.message}`);
    return { actor: { ...actor, projectIds: [] }, project: null, refusal };
  }
}

/** The arguments of a tool with the connection's project, where it makes something new and no project is named. */
export function inProject(
  { own }: Pick<Tool, "own">,
  project: string | null,
  args: Record<string, unknown>,
): Record<string, unknown> {
  if (project === null || own === undefined || args[own] !== undefined || args.project !== undefined) return args;
  return { ...args, project };
}

/** What a model reads first where the address names a project. */
export function projectNotice(project: string | null): string | null {
  return project === null
    ? null
    : `This connection is for the project ${project}: nothing else is listed or claimed, and what you make is filed there.`;
}
