import type { ListedComment } from "#lib/domain/comments/schema";
import type { Event } from "#lib/domain/events/schema";

/** One comment with the answers under it, or what happened between two of them, oldest first. */
export type StreamEntry = { thread: ListedComment; events?: never } | { events: Event[]; thread?: never };

/** Does an event only say that a comment was written, which stands in the stream itself? */
function saysComment({ changes }: Event, shown: ReadonlySet<string>): boolean {
  return (
    changes.length > 0 && changes.every(({ kind, id, fields }) => kind === "comment" && !fields.shelf && shown.has(id))
  );
}

/**
 * Comments and events as one stream, oldest first.
 * @param comments oldest first; an answer stands under what it answers and has no entry of its own
 * @param events newest first
 */
export function streamOf(comments: readonly ListedComment[], events: readonly Event[]): StreamEntry[] {
  const shown = new Set(comments.map(({ id }) => id));
  const entries: StreamEntry[] = [];
  const threads = comments.filter(({ replyTo }) => !replyTo || !shown.has(replyTo));
  let next = 0;
  for (const event of events.toReversed()) {
    if (saysComment(event, shown)) continue;
    for (let thread = threads[next]; thread && thread.createdAt < event.at; thread = threads[++next])
      entries.push({ thread });
    const last = entries.at(-1);
    if (last?.events) last.events.push(event);
    else entries.push({ events: [event] });
  }
  return [...entries, ...threads.slice(next).map((thread) => ({ thread }))];
}
