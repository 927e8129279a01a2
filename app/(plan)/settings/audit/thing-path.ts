import type { Event } from "#lib/domain/events/schema";
import { KINDS } from "#lib/domain/kinds";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";

/** Where people see what is no thing of a plan. */
const PAGES: Readonly<Record<string, string>> = {
  user: "/settings/people",
  invitation: "/settings/people",
  key: "/agents",
  session: "/agents/sessions",
  job: "/settings/jobs",
};

/** The page of what was changed, or of what it lies on; null where there is none. */
export function thingPath(change: Event["changes"][number] | undefined): string | null {
  if (!change) return null;
  const { kind, key } = change;
  if (kind === "project") return `/projects/${key}`;
  const subject = readSubjectKey(key);
  return subject ? `/${KINDS[subject.kind].folder}/${key}` : (PAGES[kind] ?? null);
}
