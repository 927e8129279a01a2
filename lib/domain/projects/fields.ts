import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Body, Name, Ref, ShortText, WebAddress, WholeNumber } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable } from "#lib/domain/field-table";

export const PROJECT_STATUSES = ["active", "on_hold", "completed", "archived"] as const;
export const ProjectStatus = z.enum(PROJECT_STATUSES);

export const PRIORITIES = ["critical", "high", "medium", "low", "none"] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof Priority>;

export const COLOURS = ["slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink"] as const;
export const Colour = z.enum(COLOURS);

type Lead = { id: string; handle: string } | null;

export const PROJECT_FIELDS = {
  name: { given: Name, columns: (name: string) => ({ name, nameFold: fold(name) }) },
  description: { given: Body, fresh: "", told: (text: string) => briefValue(text) },
  status: { given: ProjectStatus, fresh: "active" },
  priority: { given: Priority, fresh: "none" },
  colour: { given: Colour, fresh: "slate", columns: (colour: string) => ({ colour }) },
  lead: {
    given: Ref.nullable().describe("Handle of the lead."),
    fresh: null,
    columns: (lead: Lead) => ({ leadId: lead?.id ?? null }),
    told: (lead: Lead) => lead?.handle ?? null,
  },
  members: {
    given: z.array(Ref).max(200).describe("Handles; replaces the list."),
    fresh: [],
    columns: (_handles: string[]) => ({}),
    undo: "elements",
  },
  labels: {
    given: z.array(Ref).max(200).describe("Label names; replaces the list."),
    fresh: [],
    columns: (_names: string[]) => ({}),
    undo: "elements",
  },
  repositoryUrl: { given: WebAddress.nullable().describe("Address of its repository."), fresh: null },
  queueWeight: {
    given: WholeNumber(-50, 50).describe("Points that each of its issues has more in the queue."),
    fresh: 0,
  },
  localPath: { given: ShortText(1000).nullable().describe("Where its sources lie."), fresh: null },
} as const satisfies FieldTable;
