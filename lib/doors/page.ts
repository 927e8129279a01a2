import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import { orComeBack } from "#lib/auth/or-come-back";
import { pageActor } from "#lib/auth/page-actor";
import type { Context, ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { isSharedOldKey } from "#lib/domain/subjects/shared-old-key";
import { doorContext } from "./door-context.ts";
import { pageFault } from "./page-fault.ts";
import { requestIdOf } from "./request-id.ts";

/** What the readings of one page have in common; nobody signed in: on to the sign-in page. */
const pageContext = cache(async (): Promise<Context> => {
  const actor = await pageActor();
  if (!actor) redirect("/sign-in");
  return doorContext(actor, { requestId: requestIdOf(await headers()) });
});

/**
 * Reads for a page. Nobody signed in: on to the sign-in page. Nothing there, or not for this person: the page's not found.
 * An old key that several issues have: on to the search, which lists them. A cursor that is none: the list's start.
 * Other refusals are thrown as TurboError.
 */
export async function readPage<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const ctx = await pageContext();
  try {
    return await orComeBack(run(operation, ctx, input));
  } catch (error) {
    if (error instanceof TurboError && isSharedOldKey(error)) redirect(searchFor(input, error));
    const fault = pageFault(error, operation);
    if (fault === "missing") notFound();
    const { cursor, ...start } = Object(input);
    if (fault === "again" && cursor !== undefined) return readPage(operation, start);
    throw error;
  }
}

function searchFor(input: unknown, { fields: [field] }: TurboError): string {
  return `/search?q=${encodeURIComponent(String(Object(input)[field?.path ?? ""] ?? ""))}`;
}

/** Where the reader of a page is: the date there, and the hosts under which this instance is known. */
export async function readPlace(): Promise<Pick<ReadContext, "today" | "timeZone" | "hosts">> {
  const { today, timeZone, hosts } = await pageContext();
  return { today, timeZone, hosts };
}
