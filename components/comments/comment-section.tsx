import { CommentList } from "#components/comments/comment-list";
import { CommentPlace } from "#components/comments/comment-place";
import { NewComment } from "#components/comments/new-comment";
import { IssueSection } from "#components/issues/issue-section";
import type { ListedComment } from "#lib/domain/comments/schema";

interface Props {
  /** Key of what they are on: any noun that has one. */
  on: string;
  comments: ListedComment[];
  /** Are there more than these? */
  more?: boolean;
  /** Keys of all projects, for the links in their texts. */
  projects: readonly string[];
  /** Handle of the one who reads. */
  me: string;
  /** In the bin nothing new is said. */
  binned?: boolean;
}

/** The comments on anything that has a key, and the box for one more. */
export function CommentSection({ on, comments, more = false, projects, me, binned = false }: Props) {
  return (
    <IssueSection title="Comments" count={comments.length > 0 ? `${comments.length}${more ? "+" : ""}` : undefined}>
      <CommentPlace on={on} binned={binned}>
        <CommentList comments={comments} projects={projects} me={me} />
        <div className="mt-3">
          <NewComment />
        </div>
      </CommentPlace>
    </IssueSection>
  );
}
