import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Body, CalendarDate, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable, ToldField } from "#lib/domain/field-table";

/** In the order of the flow. */
export const MILESTONE_STATUSES = ["planned", "in_progress", "completed", "canceled"] as const;
export const MilestoneStatus = z.enum(MILESTONE_STATUSES);
export type MilestoneStatus = z.output<typeof MilestoneStatus>;

const NO_DUE_DATE = "9999-12-31";

export const MILESTONE_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }) },
  description: { given: Body.describe("Markdown."), fresh: "", told: (text: string) => briefValue(text) },
  status: {
    given: MilestoneStatus,
    fresh: "planned",
    columns: (status: MilestoneStatus) => ({ status, statusOrder: MILESTONE_STATUSES.indexOf(status) }),
  },
  startDate: { given: CalendarDate.nullable(), fresh: null },
  dueDate: {
    given: CalendarDate.nullable(),
    fresh: null,
    columns: (dueDate: string | null) => ({ dueDate, dueSort: dueDate ?? NO_DUE_DATE }),
  },
} as const satisfies FieldTable;

/** What events tell of milestones besides. */
export const MILESTONE_TOLD = { leftOpen: { undo: "note" } } as const satisfies Record<string, ToldField>;
