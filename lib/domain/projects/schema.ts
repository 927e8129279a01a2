import { z } from "zod";
import { COUNTED_PAGE, Flag, Instant, Name, oneOrMore, Ref, ShortText, Version } from "#lib/core/fields";
import { givenFields } from "#lib/domain/field-table";
import { Person } from "#lib/domain/people/schema";
import { PROJECT_FIELDS, Priority, ProjectStatus } from "./fields.ts";

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
  queueWeight: z.number().int(),
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

export const NewProject = z.strictObject({
  ...givenFields(PROJECT_FIELDS),
  name: Name,
  key: ProjectKey.optional().describe("2–10 letters and digits; suggested from the name where absent."),
});

export const ProjectChanges = z.strictObject({
  project: Ref.describe("Key or id."),
  ...givenFields(PROJECT_FIELDS),
  version: Version,
});

export const ProjectFilter = z.strictObject({
  status: oneOrMore(ProjectStatus).optional(),
  text: ShortText(200).optional().describe("Part of the name or the key."),
  shelf: z.enum(["live", "binned"]).default("live"),
  counts: Flag.optional().describe("Also count open, done and overdue issues."),
  sort: z.enum(["name", "-updatedAt"]).default("name"),
  ...COUNTED_PAGE,
});

export const ProjectRef = z.strictObject({ project: Ref.describe("Key or id.") });
