import type { ReactNode } from "react";
import { CommentCard } from "#components/comments/comment-card";
import { Markdown } from "#components/markdown/markdown";
import { groupBy } from "#components/ui/group-by";
import type { ListedComment } from "#lib/domain/comments/schema";

interface Props {
  comments: ListedComment[];
  projects: readonly string[];
  /** Handle of the one who reads. */
  me: string;
}

/** Comments in the order in which they were written, answers under what they answer. */
export function CommentList({ comments, projects, me }: Props): ReactNode {
  const ids = new Set(comments.map((comment) => comment.id));
  const answers = groupBy(comments, (comment) => (comment.replyTo && ids.has(comment.replyTo) ? comment.replyTo : ""));
  const cards = (parent: string, depth: number): ReactNode =>
    answers.get(parent)?.map((comment) => (
      <li key={comment.id} className={depth > 0 && depth < 4 ? "ms-5 border-s ps-3 sm:ms-6" : ""}>
        <CommentCard comment={comment} mine={comment.author?.handle === me}>
          <Markdown source={comment.body} projects={projects} small />
        </CommentCard>
        {answers.has(comment.id) ? <ul className="grid">{cards(comment.id, depth + 1)}</ul> : null}
      </li>
    ));
  return comments.length > 0 ? <ul className="grid gap-1">{cards("", 0)}</ul> : null;
}
