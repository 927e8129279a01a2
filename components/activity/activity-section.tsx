import { CommentThread } from "#components/activity/comment-thread";
import { EventRow } from "#components/activity/event-row";
import { streamOf } from "#components/activity/stream";
import { CommentPlace } from "#components/comments/comment-place";
import { NewComment } from "#components/comments/new-comment";
import { IssueSection } from "#components/issues/issue-section";
import { buttonClasses } from "#components/ui/button";
import { classNames } from "#components/ui/class-names";
import { Folded } from "#components/ui/folded";
import { Link } from "#components/ui/link";
import type { ListedComment } from "#lib/domain/comments/schema";
import type { Event } from "#lib/domain/events/schema";

interface Props {
  /** What all of it is on: any noun that has a key. */
  subject: { id: string; key: string; shelf: string };
  /** The newest comments, newest first. */
  comments: { items: ListedComment[]; nextCursor: string | null };
  /** The newest events, newest first. */
  activity: { items: Event[]; next: number | null };
  /** How often the reader went back for earlier ones. */
  earlier: number;
  /** Keys of all projects, for the links in the texts. */
  projects: readonly string[];
  /** Handle of the one who reads. */
  me: string;
}

/** Events between two comments that stand open; the earlier ones of a longer run are folded. */
const OPEN = 3;

/** What was said and what happened, as one stream with the latest last, and the box for one more comment. */
export function ActivitySection({ subject, comments, activity, earlier, projects, me }: Props) {
  const written = comments.items.toReversed();
  const answers = Map.groupBy(
    written.filter(({ replyTo }) => replyTo),
    ({ replyTo }) => replyTo ?? "",
  );
  const count = written.length + (comments.nextCursor ? "+" : "");
  return (
    <IssueSection
      title="Activity"
      count={written.length > 0 ? `${count} ${count === "1" ? "comment" : "comments"}` : undefined}
    >
      <CommentPlace on={subject.key} binned={subject.shelf === "binned"}>
        {activity.next !== null || comments.nextCursor !== null ? (
          <Link
            href={{ query: { earlier: earlier + 1 } }}
            replace
            scroll={false}
            prefetch={false}
            className={classNames(buttonClasses(), "mb-3")}
          >
            Show earlier activity
          </Link>
        ) : null}
        <ol className="grid gap-2.5">
          {streamOf(written, activity.items).map((entry) =>
            entry.thread ? (
              <li key={entry.thread.id}>
                <CommentThread comment={entry.thread} answers={answers} projects={projects} me={me} />
              </li>
            ) : (
              <li key={entry.events[0]?.number}>
                <ol className="grid gap-2.5 touch:gap-6">
                  <Folded
                    open={earlier > 0 ? entry.events.length : OPEN}
                    words={(hidden) => `${hidden} earlier changes`}
                  >
                    {entry.events.map((event) => (
                      <EventRow key={event.number} event={event} subjectId={subject.id} />
                    ))}
                  </Folded>
                </ol>
              </li>
            ),
          )}
        </ol>
        <div className="mt-3">
          <NewComment />
        </div>
      </CommentPlace>
    </IssueSection>
  );
}
