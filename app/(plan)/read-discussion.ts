import { loadConfig } from "#lib/core/config";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { listComments } from "#lib/domain/comments/list-comments";
import { listActivity } from "#lib/domain/events/list-activity";
import { getMe } from "#lib/domain/people/get-me";
import { listReferences } from "#lib/domain/references/list-references";
import { readPage } from "#lib/doors/page";

/** Reads what stands below everything that has a key: files, what names it, comments, and what happened. */
export async function readDiscussion(key: string) {
  const [attachments, references, comments, activity, { user }] = await Promise.all([
    readPage(listAttachments, { on: key, limit: 100, total: true }),
    readPage(listReferences, { on: key, limit: 50 }),
    readPage(listComments, { on: key, limit: 200, sort: "-createdAt" }),
    readPage(listActivity, { on: key, limit: 50 }),
    readPage(getMe, {}),
  ]);
  return { attachments, references, comments, activity, user, maxSizeMb: loadConfig().uploads.maxSizeMb };
}
