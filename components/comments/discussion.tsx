import { AttachmentSection } from "#components/attachments/attachment-section";
import { CommentSection } from "#components/comments/comment-section";
import { ActivityList } from "#components/events/activity-list";
import { IssueSection } from "#components/issues/issue-section";
import { Backlinks } from "#components/references/backlinks";
import type { Attachment } from "#lib/domain/attachments/schema";
import type { ListedComment } from "#lib/domain/comments/schema";
import type { Event } from "#lib/domain/events/schema";
import type { Reference } from "#lib/domain/references/schema";

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total?: number | undefined;
}

interface Props {
  subject: { id: string; key: string; shelf: string };
  /** Keys of all projects, for the links in the texts. */
  projects: readonly string[];
  attachments: Page<Attachment>;
  references: Page<Reference>;
  comments: Page<ListedComment>;
  activity: { items: Event[] };
  user: { handle: string };
}

/** What stands below an initiative, milestone or decision: its files, what names it, comments, and what happened. */
export function Discussion({ subject, projects, attachments, references, comments, activity, user }: Props) {
  return (
    <>
      <AttachmentSection attachments={attachments.items} total={attachments.total ?? 0} />
      <Backlinks references={references.items} more={references.nextCursor !== null} />
      <CommentSection
        on={subject.key}
        comments={comments.items}
        more={comments.nextCursor !== null}
        projects={projects}
        me={user.handle}
        binned={subject.shelf === "binned"}
      />
      <IssueSection title="Activity">
        <ActivityList events={activity.items} issueId={subject.id} />
      </IssueSection>
    </>
  );
}
