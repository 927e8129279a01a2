import type { z } from "zod";
import { addDays, startOfDay } from "#lib/core/calendar";
import type { ChangesSince } from "#lib/domain/events/schema";

/** What the address of the audit log says, and that of its export. Days are those of the reader. */
export const AUDIT_PARAMETERS = ["user", "key", "session", "operation", "project", "from", "to"] as const;
export type AuditAddress = Partial<Record<(typeof AUDIT_PARAMETERS)[number], string | null>>;

/** The same as the operation takes it; `to` is the last day that counts. */
export function auditFilter({ from, to, ...rest }: AuditAddress, timeZone: string): z.input<typeof ChangesSince> {
  const given = Object.entries(rest).filter(([, value]) => value);
  return {
    ...Object.fromEntries(given),
    ...(isDay(from) ? { from: startOfDay(from, timeZone).toISOString() } : {}),
    ...(isDay(to) ? { to: startOfDay(addDays(to, 1), timeZone).toISOString() } : {}),
  };
}

const isDay = (text: string | null | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? "")) && Number(text?.slice(0, 4)) > 1;
