import { addressOf } from "#lib/auth/caller";
import { guardHeaders } from "#lib/auth/guard";
import { closeSetUp, setUpActor } from "#lib/auth/set-up";
import { signInCookie } from "#lib/auth/sign-in";
import { signInThrottle } from "#lib/auth/throttle";
import { loadConfig } from "#lib/core/config";
import { type FieldProblem, problemDetails } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { instanceDatabase } from "#lib/db/instance";
import { setUpOwner } from "#lib/domain/people/set-up-owner";
import { doorContext, doorLog } from "./door-context.ts";

export type SetUpAnswer =
  | { cookie: Awaited<ReturnType<typeof signInCookie>> }
  | { problem: { detail: string; fields: FieldProblem[] } };

/** What the set-up form does: proves the code, makes the first owner, signs this browser in. */
export async function answerSetUp(form: FormData, headers: Headers): Promise<SetUpAnswer> {
  const requestId = newId();
  try {
    const config = loadConfig();
    const database = instanceDatabase();
    guardHeaders(headers, config);
    const { code = "", email, ...given } = textFields(form, ["code", "name", "handle", "email", "password"]);
    const actor = await setUpActor({ database, config, throttle: signInThrottle() }, code, addressOf(headers));
    const owner = await run(setUpOwner, doorContext(actor, { requestId }), { ...given, email: email || null });
    await closeSetUp(database, code);
    return { cookie: await signInCookie(database, config, owner.id, headers.get("user-agent")) };
  } catch (error) {
    const { detail, fields, status } = problemDetails(error, requestId);
    if (status === 500) doorLog().error({ err: error, requestId }, "set-up failed");
    return { problem: { detail, fields } };
  }
}

function textFields(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
