import { z } from "zod";
import { Body, Flag, Instant, Name, oneOrMore, PAGE, Ref, ShortText, Version, WebAddress } from "#lib/core/fields";
import { Person } from "#lib/domain/people/schema";

export const PROJECT_STATUSES = ["active", "on_hold", "completed", "archived"] as const;
export const PRIORITIES = ["critical", "high", "medium", "low", "none"] as const;
export const COLOURS = ["slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink"] as const;

export const ProjectStatus = z.enum(PROJECT_STATUSES);
export const Priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof Priority>;
export const Colour = z.enum(COLOURS);

/** 2–10 letters and digits, letter first; keys of other nouns are not free. */
export const ProjectKey = z
  .string()
  .transform((key) => key.trim().toUpperCase())
  .pipe(
    z
      .string()
      .regex(/^[A-Z][A-Z0-9]{1,9}$/, { error: "Must be 2–10 letters and digits and start with a letter." })
      .refine((key) => !["DEC", "DOC", "MS"].includes(key), {
        error: "DEC, DOC and MS are taken by decisions, documents and milestones.",
      }),
  );

export const ProjectLine = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  status: ProjectStatus,
  priority: Priority,
  colour: z.string(),
});
export type ProjectLine = z.output<typeof ProjectLine>;

const COUNTS = {
  open: z.number().int(),
  done: z.number().int(),
  percent: z.number().int().describe("Done of all that is not canceled, 0–100."),
  overdue: z.number().int(),
};

/** A project as lists show it; counts only when asked for. */
export const ProjectItem = ProjectLine.extend({ ...z.object(COUNTS).partial().shape, updatedAt: Instant });
export type ProjectItem = z.output<typeof ProjectItem>;

export const Project = ProjectLine.extend({
  description: z.string(),
  repositoryUrl: z.string().nullable(),
  localPath: z.string().nullable(),
  lead: Person.nullable(),
  members: z.array(Person),
  labels: z.array(z.string()),
  ...COUNTS,
  lastActivityAt: Instant.nullable(),
  shelf: z.enum(["live", "archived", "binned"]),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Project = z.output<typeof Project>;

const editable = {
  name: Name,
  description: Body,
  status: ProjectStatus,
  priority: Priority,
  colour: Colour,
  lead: Ref.nullable().describe("Handle of the lead."),
  members: z.array(Ref).max(200).describe("Handles; replaces the list."),
  labels: z.array(Ref).max(200).describe("Label names; replaces the list."),
  repositoryUrl: WebAddress.nullable(),
  localPath: ShortText(1000).nullable(),
};

export const NewProject = z.strictObject({
  ...z.object(editable).partial().shape,
  name: Name,
  key: ProjectKey.optional().describe("2–10 letters and digits; suggested from the name where absent."),
});

export const ProjectChanges = z.strictObject({
  project: Ref.describe("Key or id."),
  ...z.object(editable).partial().shape,
  version: Version,
});

export const ProjectFilter = z.strictObject({
  status: oneOrMore(ProjectStatus).optional(),
  text: ShortText(200).optional().describe("Part of the name or the key."),
  shelf: z.enum(["live", "binned"]).default("live"),
  counts: Flag.optional().describe("Also count open, done and overdue issues."),
  total: Flag.optional(),
  sort: z.enum(["name", "-updatedAt"]).default("name"),
  ...PAGE,
});

export const ProjectRef = z.strictObject({ project: Ref.describe("Key or id.") });
