import type { ReadContext } from "#lib/core/context";
import { isOfProject } from "#lib/domain/people/of-project";
import type { Person } from "#lib/domain/people/schema";

/** Who is asked of an issue where nobody is named: its project's lead, else the workspace's owner; null where there is neither. */
export async function personToAsk(ctx: ReadContext, projectId: string): Promise<Person | null> {
  const select = { id: true, handle: true, name: true } as const;
  const here = { disabledAt: null, system: false } as const;
  const leads = { ...here, leads: { some: { id: projectId } } };
  const lead = await ctx.db.user.findFirst({ where: leads, select: { ...select, projectIds: true } });
  if (lead && isOfProject(lead.projectIds, projectId)) return { id: lead.id, handle: lead.handle, name: lead.name };
  return ctx.db.user.findFirst({ where: { ...here, role: "owner" }, select, orderBy: { createdAt: "asc" } });
}
