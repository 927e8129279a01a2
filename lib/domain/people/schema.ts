import { z } from "zod";
import { ROLES } from "#lib/core/actor";
import { COUNTED_PAGE, Instant, Name, PAGE, Ref, Version } from "#lib/core/fields";

/** A person as others see them. */
export const Person = z.object({ id: z.string(), handle: z.string(), name: z.string() });
export type Person = z.output<typeof Person>;

/** The key, agent client and session behind a write that did not come from a person in a browser. */
export const Via = z.object({
  key: z.string().nullable(),
  kind: z.enum(["person", "script", "agent"]),
  client: z.string().nullable(),
  session: z.string().nullable(),
});
export type Via = z.output<typeof Via>;

const Role = z.enum(ROLES);

/** As people are told of who is limited to some projects. */
const OfProjects = z.array(z.string()).nullable().describe("Keys of the projects they are of; null for every project.");

export const Me = z.object({
  user: Person.extend({
    email: z.string().nullable(),
    role: Role,
    projects: OfProjects,
    hasPassword: z.boolean(),
    version: z.number().int(),
  }),
  key: z.object({ id: z.string(), name: z.string(), kind: z.enum(["person", "script", "agent"]) }).nullable(),
  scope: z.enum(["read", "write", "admin"]),
  session: z.string().nullable(),
});
export type Me = z.output<typeof Me>;

/** The handle of the user that the bootstrap key acts for. */
export const SYSTEM_HANDLE = "system";

/** Handles that mean somebody else. */
const RESERVED = ["me", SYSTEM_HANDLE];

export const Handle = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,38}$/i, {
    error: "Must be 1–39 letters, digits, dots, dashes or underscores, and start with a letter or digit.",
  })
  .transform((handle) => handle.toLowerCase())
  .refine((handle) => !RESERVED.includes(handle), { error: `Must not be one of ${RESERVED.join(", ")}.` });

export const Email = z
  .email({ error: "Must be an e-mail address." })
  .max(200)
  .transform((email) => email.toLowerCase());

export const Password = z
  .string()
  .min(10, { error: "Must have at least 10 characters." })
  .max(200, { error: "Must have at most 200 characters." });

/** Who runs this Turbo is of every project. */
const Limit = z
  .array(Ref)
  .max(100)
  .nullish()
  .describe("Keys of the projects that a member or viewer is limited to; absent for every project.");

export const NewUser = z.strictObject({
  handle: Handle,
  name: Name,
  email: Email.nullish(),
  password: Password,
  role: Role.default("member"),
  projects: Limit,
});

/** The first owner of an instance that others can reach. */
export const FirstOwner = NewUser.omit({ role: true, projects: true });

export const MyChanges = z.strictObject({
  name: Name.optional(),
  handle: Handle.optional(),
  email: Email.nullable().optional(),
  version: Version,
});

export const NewPassword = z.strictObject({
  password: Password,
  oldPassword: z.string().max(200).optional().describe("The password you have now, if you have one."),
});

export const NewInvitation = z.strictObject({
  name: Name.nullish().describe("Their name, which they may change."),
  handle: Handle.nullish().describe("Their handle, which they may change."),
  role: Role.default("member"),
  projects: Limit,
});

/** An invitation that nobody has taken yet. */
export const Invitation = z.object({
  id: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  role: Role,
  projects: OfProjects,
  by: z.string().describe("Handle of the person who invites."),
  createdAt: Instant,
  expiresAt: Instant,
});
export type Invitation = z.output<typeof Invitation>;

const Link = z.string().describe("To be handed over; it works once, and is shown this once.");
export const MadeInvitation = Invitation.extend({ url: Link });
export const InvitationRef = z.strictObject({ invitation: Ref.describe("Id.") });
export const InvitationFilter = z.strictObject({ ...PAGE });
export const ResetLink = z.object({ user: z.string().describe("Handle."), url: Link, expiresAt: Instant });

/** What the page of a link sends: the link's token, and what its person chose. */
const Token = z.string().max(200);
export const Newcomer = FirstOwner.extend({ token: Token });
export const PasswordReset = z.strictObject({ token: Token, password: Password });

export const UserRef = z.strictObject({ user: Ref.describe("Handle or id.") });
export const UserChanges = UserRef.extend({
  role: Role.optional(),
  projects: Limit.describe("Keys of the projects that a member or viewer is limited to; null for every project."),
  version: Version,
});
export const UserFilter = z.strictObject({ ...COUNTED_PAGE });

export const UserRow = Person.extend({
  email: z.string().nullable().describe("Told to who is of every project."),
  role: Role,
  projects: OfProjects,
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  version: z.number().int(),
});
export type UserRow = z.output<typeof UserRow>;
