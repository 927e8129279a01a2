import { ActivitySection } from "#components/activity/activity-section";
import { AttachmentSection } from "#components/attachments/attachment-section";
import { IssueSections } from "#components/issues/issue-sections";
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
  activity: { items: Event[]; next: number | null };
  earlier: number;
  user: { handle: string };
}

/** What stands below an initiative, milestone, decision or document: its files, what was said and what happened, what names it. */
export function Discussion({ subject, projects, attachments, references, user, ...latest }: Props) {
  return (
    <>
      <IssueSections
        parts={[
          {
            name: "files",
            empty: attachments.items.length === 0,
            part: <AttachmentSection attachments={attachments.items} total={attachments.total ?? 0} />,
          },
        ]}
      />
      <ActivitySection {...latest} subject={subject} projects={projects} me={user.handle} />
      <Backlinks references={references.items} more={references.nextCursor !== null} />
    </>
  );
}
