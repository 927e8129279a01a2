"use client";

import { type ReactNode, useState } from "react";
import { patch, post } from "#components/api";
import { CommentAttachments, useAttaching } from "#components/attachments/attachments-context";
import { fileDrop } from "#components/attachments/file-drop";
import { useFileChoice } from "#components/attachments/use-file-choice";
import { CommentBox } from "#components/comments/comment-box";
import { CommentFiles } from "#components/comments/comment-files";
import { useCommentPlace } from "#components/comments/comment-place";
import { NO_FILES } from "#components/comments/use-waiting-files";
import { TickableTasks } from "#components/markdown/task-box";
import { Byline, viaWords } from "#components/people/byline";
import { toBin } from "#components/shelf/to-bin";
import { KeptNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { MenuItem } from "#components/ui/menu";
import { MoreMenu } from "#components/ui/more-menu";
import { RelativeTime } from "#components/ui/relative-time";
import { useOpener } from "#components/ui/use-opener";
import type { Comment, ListedComment } from "#lib/domain/comments/schema";

interface Props {
  comment: ListedComment;
  mine: boolean;
  /** The body as the server rendered it. */
  children: ReactNode;
}

/** One comment with its files; its author edits it, attaches to it and takes it away. */
export function CommentCard(props: Props) {
  const { comment, mine } = props;
  return (
    <CommentAttachments comment={comment.id} mine={mine}>
      <Card {...props} />
    </CommentAttachments>
  );
}

function Card({ comment, mine, children }: Props) {
  const { on, mayWrite, refresh } = useCommentPlace();
  const [mode, setMode] = useState<"read" | "edit" | "answer">("read");
  const edit = useTyped(`comments/${comment.id}/body`, { body: comment.body, files: NO_FILES });
  const answer = useTyped(`comments/${comment.id}/answer`, { body: "", files: NO_FILES });
  const replier = useOpener(mode === "answer");
  const editor = useOpener(mode === "edit");
  const begin = (next: "edit" | "answer") => {
    (next === "edit" ? edit : answer).open();
    setMode(next);
  };
  const attaching = useAttaching();
  const attach = (files: readonly File[]) => void attaching?.attach(files);
  const { field: fileField, choose } = useFileChoice("Files to attach to the comment", attach);
  const takesFiles = attaching?.mayWrite ?? false;
  const edited = comment.version > 1;

  async function save(body: string, version = comment.version) {
    await patch(`/comments/${comment.id}`, { body, version });
    return comment.id;
  }

  const bin = () =>
    toBin({ path: `/comments/${comment.id}`, what: "The comment", done: "Comment moved to the bin", refresh });

  return (
    <article
      id={`comment-${comment.id}`}
      {...(takesFiles ? fileDrop("this comment", attach) : {})}
      className="group/comment scroll-mt-14 py-2 target:bg-accent-wash"
    >
      <header className="flex min-h-6 items-start gap-2 text-row">
        <span className="min-w-0 flex-1">
          <Byline person={comment.author} via={comment.via}>
            <span title={viaWords(comment.via) || undefined} className="flex items-center gap-1.5 text-mini text-muted">
              <RelativeTime at={comment.createdAt} />
              {edited ? <span>edited</span> : null}
              {comment.via ? <span className="truncate max-sm:hidden">{viaWords(comment.via)}</span> : null}
            </span>
          </Byline>
        </span>
        {mayWrite ? (
          <span className="-my-1 flex items-center opacity-0 touch:-my-3 focus-within:opacity-100 group-hover/comment:opacity-100 has-data-[state=open]:opacity-100 touch:opacity-100">
            <Button ref={replier} look="quiet" onClick={() => begin("answer")}>
              Reply
            </Button>
            {mine ? (
              <MoreMenu ref={editor} label="Actions of the comment">
                <MenuItem onSelect={() => begin("edit")}>Edit</MenuItem>
                {takesFiles ? <MenuItem onSelect={choose}>Attach files</MenuItem> : null}
                <MenuItem danger onSelect={bin}>
                  Move to the bin
                </MenuItem>
              </MoreMenu>
            ) : null}
          </span>
        ) : null}
      </header>
      <div className="mt-1 ps-6.5">
        {mode === "edit" ? (
          <CommentBox
            label="Edit comment"
            action="Save comment"
            typed={edit}
            autoFocus
            onSend={save}
            onSent={refresh}
            onClose={() => setMode("read")}
          />
        ) : (
          <TickableTasks
            source={comment.body}
            save={async (body) => mine && attempt(() => save(body).then(refresh), "The comment was not changed")}
          >
            {children}
          </TickableTasks>
        )}
        {mode !== "edit" && mayWrite && mine && edit.isChanged ? (
          <KeptNotice onOpen={() => begin("edit")} onDiscard={edit.discard} />
        ) : null}
        {takesFiles ? fileField : null}
        <CommentFiles comment={comment} />
        {mode === "answer" ? (
          <div className="mt-2">
            <CommentBox
              label="Reply"
              typed={answer}
              action="Reply"
              autoFocus
              onSend={async (body) => (await post<Comment>("/comments", { on, body, replyTo: comment.id })).id}
              onSent={refresh}
              onClose={() => setMode("read")}
            />
          </div>
        ) : mayWrite && answer.isChanged ? (
          <KeptNotice onOpen={() => begin("answer")} onDiscard={answer.discard} />
        ) : null}
      </div>
    </article>
  );
}
