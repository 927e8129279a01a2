import { createLoader, parseAsInteger, type SearchParams } from "nuqs/server";
import { loadConfig } from "#lib/core/config";
import { listComments } from "#lib/domain/comments/list-comments";
import { listActivity } from "#lib/domain/events/list-activity";
import { getDiscussion } from "#lib/domain/subjects/get-discussion";
import { readPage } from "#lib/doors/page";
import { readMe } from "./read-me.ts";

/** How often a reader may go back in what happened; a page grows with every step. */
const MOST_EARLIER = 50;

const loadParams = createLoader({ earlier: parseAsInteger.withDefault(0) });

type Discussion = Awaited<ReturnType<typeof readPage<typeof getDiscussion.input, typeof getDiscussion.output>>>;

/**
 * Reads what stands below everything that has a key: files, what names it, comments, and what happened; of those the
 * latest, and as many further pages of them as `earlier` in the address says.
 */
export async function readDiscussion(key: string, searchParams: Promise<SearchParams>) {
  const earlier = Math.min(Math.max((await loadParams(searchParams)).earlier, 0), MOST_EARLIER);
  const [{ comments, activity, ...others }, { user }] = await Promise.all([
    readPage(getDiscussion, { on: key }),
    readMe(),
  ]);
  await Promise.all([addComments(comments, key, earlier), addActivity(activity, key, earlier)]);
  return { ...others, comments, activity, earlier, user, maxSizeMb: loadConfig().uploads.maxSizeMb };
}

async function addComments(comments: Discussion["comments"], on: string, earlier: number) {
  for (let step = 0; step < earlier && comments.nextCursor; step++) {
    const cursor = comments.nextCursor;
    const { items, nextCursor } = await readPage(listComments, { on, limit: 200, sort: "-createdAt", cursor });
    comments.items.push(...items);
    comments.nextCursor = nextCursor;
  }
}

async function addActivity(activity: Discussion["activity"], on: string, earlier: number) {
  for (let step = 0; step < earlier && activity.next !== null; step++) {
    const { items, next } = await readPage(listActivity, { on, limit: 200, before: activity.next });
    activity.items.push(...items);
    activity.next = next;
  }
}
