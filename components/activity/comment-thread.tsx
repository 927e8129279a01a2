import { CommentCard } from "#components/comments/comment-card";
import { Markdown } from "#components/markdown/markdown";
import type { ListedComment } from "#lib/domain/comments/schema";

interface Props {
  comment: ListedComment;
  /** Comments by what they answer. */
  answers: ReadonlyMap<string, ListedComment[]>;
  /** Keys of all projects, for the links in their texts. */
  projects: readonly string[];
  /** Handle of the one who reads. */
  me: string;
  depth?: number;
}

/** A comment, and under it what answers it. */
export function CommentThread({ comment, answers, projects, me, depth = 0 }: Props) {
  const under = answers.get(comment.id);
  return (
    <>
      <CommentCard comment={comment} mine={comment.author?.handle === me}>
        <Markdown source={comment.body} projects={projects} small />
      </CommentCard>
      {under ? (
        <ul className="grid">
          {under.map((answer) => (
            <li key={answer.id} className={depth < 3 ? "ms-5 border-s ps-3 sm:ms-6" : ""}>
              <CommentThread comment={answer} answers={answers} projects={projects} me={me} depth={depth + 1} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
