import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { TurboError } from "#lib/core/errors";
import { requireDatabase } from "#lib/db/require-database";
import { hadTrouble } from "#lib/db/trouble";
import { PAGE_HEADER } from "./page-header.ts";

/** What a page reads. Where the database went away meanwhile, the page is asked for again and then answered in words. */
export async function orComeBack<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read;
  } catch (error) {
    const page = error instanceof TurboError && hadTrouble("away") ? (await headers()).get(PAGE_HEADER) : null;
    if (page && (await isAway())) redirect(page);
    throw error;
  }
}

async function isAway(): Promise<boolean> {
  try {
    await requireDatabase();
    return false;
  } catch {
    return true;
  }
}
