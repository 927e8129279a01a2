import type { ReactNode } from "react";
import { LiveStart } from "#components/live/live-start";
import { AppShell } from "#components/shell/app-shell";
import { getLastEventNumber } from "#lib/domain/events/get-last-event-number";
import { readPage, readPlace } from "#lib/doors/page";
import { readMe } from "./read-me.ts";
import { readProjects } from "./read-projects.ts";

/** The signed-in shell. */
export default async function PlanLayout({ children }: { children: ReactNode }) {
  const [{ number }, me, projects, place] = await Promise.all([
    readPage(getLastEventNumber, {}),
    readMe(),
    readProjects(),
    readPlace(),
  ]);
  const { id, handle, name, projects: limit } = me.user;
  const mayWrite = me.scope !== "read";
  const { hosts, ...day } = place;
  return (
    <AppShell
      workspace={{
        me: { id, handle, name },
        projects: projects.items,
        mayWrite,
        mayMakeProjects: mayWrite && limit === null,
        hosts,
      }}
      day={day}
    >
      <LiveStart number={number} />
      {children}
    </AppShell>
  );
}
