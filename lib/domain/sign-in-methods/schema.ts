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
export const PasskeyName = Name;
