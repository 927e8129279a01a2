import { createLoader, parseAsInteger, type SearchParams } from "nuqs/server";
import { loadConfig } from "#lib/core/config";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { listComments } from "#lib/domain/comments/list-comments";
import { listActivity } from "#lib/domain/events/list-activity";
import { getMe } from "#lib/domain/people/get-me";
import { listReferences } from "#lib/domain/references/list-references";
import { readPage } from "#lib/doors/page";

/** How often a reader may go back in what happened; a page grows with every step. */
const MOST_EARLIER = 50;

const loadParams = createLoader({ earlier: parseAsInteger.withDefault(0) });

/**
 * Reads what stands below everything that has a key: files, what names it, comments, and what happened; of those the
 * latest, and as many further pages of them as `earlier` in the address says.
 */
export async function readDiscussion(key: string, searchParams: Promise<SearchParams>) {
  const earlier = Math.min(Math.max((await loadParams(searchParams)).earlier, 0), MOST_EARLIER);
  const [attachments, references, comments, activity, { user }] = await Promise.all([
    readPage(listAttachments, { on: key, limit: 100, total: true }),
    readPage(listReferences, { on: key, limit: 50 }),
    readComments(key, earlier),
    readActivity(key, earlier),
    readPage(getMe, {}),
  ]);
  return { attachments, references, comments, activity, earlier, user, maxSizeMb: loadConfig().uploads.maxSizeMb };
}

async function readComments(on: string, earlier: number) {
  const read = (cursor?: string) => readPage(listComments, { on, limit: 200, sort: "-createdAt", cursor });
  const comments = await read();
  for (let step = 0; step < earlier && comments.nextCursor; step++) {
    const { items, nextCursor } = await read(comments.nextCursor);
    comments.items.push(...items);
    comments.nextCursor = nextCursor;
  }
  return comments;
}

async function readActivity(on: string, earlier: number) {
  const activity = await readPage(listActivity, { on, limit: 50 });
  for (let step = 0; step < earlier && activity.next !== null; step++) {
    const { items, next } = await readPage(listActivity, { on, limit: 200, before: activity.next });
    activity.items.push(...items);
    activity.next = next;
  }
  return activity;
}
