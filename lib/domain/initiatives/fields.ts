import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Body, CalendarDate, Ref, SomeText, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable, ToldField } from "#lib/domain/field-table";

/** In the order of the flow. */
export const INITIATIVE_STATUSES = ["planning", "in_progress", "on_hold", "completed", "canceled"] as const;
export const InitiativeStatus = z.enum(INITIATIVE_STATUSES);
export type InitiativeStatus = z.output<typeof InitiativeStatus>;

export const HEALTHS = ["on_track", "at_risk", "off_track"] as const;
export const Health = z.enum(HEALTHS);
export type Health = z.output<typeof Health>;

const NO_TARGET_DATE = "9999-12-31";

type Owner = { id: string; handle: string } | null;

export const INITIATIVE_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }) },
  description: { given: Body.describe("Markdown."), fresh: "", told: (text: string) => briefValue(text) },
  owner: {
    given: Ref.nullable().describe('Handle; "me" is yourself.'),
    fresh: null,
    columns: (owner: Owner) => ({ ownerId: owner?.id ?? null }),
    told: (owner: Owner) => owner?.handle ?? null,
  },
  status: {
    given: InitiativeStatus,
    fresh: "planning",
    columns: (status: InitiativeStatus) => ({ status, statusOrder: INITIATIVE_STATUSES.indexOf(status) }),
  },
  health: { given: Health.nullable(), fresh: null },
  startDate: { given: CalendarDate.nullable(), fresh: null },
  targetDate: {
    given: CalendarDate.nullable(),
    fresh: null,
    columns: (targetDate: string | null) => ({ targetDate, targetSort: targetDate ?? NO_TARGET_DATE }),
  },
  projects: {
    given: z.array(Ref).max(100).describe("Keys or ids of the projects it spans; replaces the list."),
    fresh: [],
    columns: (_keys: string[]) => ({}),
    undo: "elements",
    reveals: "keys",
  },
} as const satisfies FieldTable;

/** What events tell of initiatives besides; the issues left open are those of all its projects. */
export const INITIATIVE_TOLD = { leftOpen: { undo: "note", reveals: "total" } } as const satisfies Record<
  string,
  ToldField
>;

export const STATUS_UPDATE_FIELDS = {
  health: { given: Health },
  body: { given: SomeText.describe("Markdown."), told: (text: string) => briefValue(text) },
} as const satisfies FieldTable;
