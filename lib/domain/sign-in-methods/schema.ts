import { z } from "zod";
import { Instant, Name, Ref } from "#lib/core/fields";

/** A key that a browser, phone or stick holds, by which a person signs in. */
export const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string().describe("The host name that it signs in at."),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type Passkey = z.output<typeof Passkey>;

/** How a person comes in; no secrets. */
export const SignInMethods = z.object({
  password: z.boolean(),
  secondFactor: z
    .object({ since: Instant, recoveryCodesLeft: z.number().int() })
    .nullable()
    .describe("Codes of an app that are asked for after the password."),
  passkeys: z.array(Passkey),
  github: z
    .object({ login: z.string(), server: z.string(), linkedAt: Instant, lastUsedAt: Instant.nullable() })
    .nullable(),
});
export type SignInMethods = z.output<typeof SignInMethods>;

const OwnPassword = z.string().max(200).optional().describe("The password you have now, if you have one.");
const Code = z.string().max(40).describe("Of the app, or a recovery code.");

export const OwnPasswordGiven = z.strictObject({ password: OwnPassword });

export const NewAuthenticator = z.object({
  secret: z.string().describe("Shown this once, in base32."),
  address: z.string().describe("The same as an otpauth address, which a QR code may hold."),
});
export const AppCode = z.strictObject({ code: z.string().max(40).describe("Six digits, of the app.") });
export const GivenCode = z.strictObject({ code: Code });
export const PasswordOrCode = z.strictObject({ password: OwnPassword, code: Code.optional() });
export const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe("Shown this once; each works once in place of a code of the app."),
});

export const PasskeyRef = z.strictObject({ passkey: Ref.describe("Id.") });

/** The page that asks, as the door found it to be one of ours. */
const Place = z.strictObject({ origin: z.string(), host: z.string() });
export const PasskeyRequest = z.strictObject({ password: OwnPassword, place: Place });
export const NewPasskey = z.strictObject({ name: Name, place: Place, response: z.looseObject({}) });

export const GithubLink = z.strictObject({
  server: z.string(),
  accountId: z.string(),
  login: z.string().min(1).max(100),
});
export const GithubInvitation = z.strictObject({ token: z.string().max(200), account: GithubLink });

/** A path of ours, to which nothing else can be read out of it. */
const Path = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\s\\]*$/, { error: "Must be a path like /issues." });
export const GithubErrand = z.strictObject({
  errand: z.enum(["sign in", "join", "link"]),
  next: Path.default("/"),
  invitation: z.string().max(200).optional(),
  password: OwnPassword,
});
