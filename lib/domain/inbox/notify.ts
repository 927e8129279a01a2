import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import type { ReferringKind } from "#lib/domain/kinds";
import type { StoredInboxKind } from "./schema.ts";

/** Something that one person should know of. */
export interface Notice {
  userId: string;
  kind: StoredInboxKind;
  /** What it is about; the id of a comment or status update stands for what that is on. */
  subject: { kind: ReferringKind; id: string; projectId?: string | null };
  /** The comment or update that said it; else the subject's own id. */
  sourceId: string;
  /** Plain text, 200 characters at most. */
  excerpt: string;
  /** Also where it comes from that person, or from an agent of theirs. */
  toSelf?: boolean;
  /** Turbo's own doing: nobody is named who caused it. */
  byItself?: boolean;
}

/** Puts notices in the inboxes of people, as a rule of others, with the write that causes them; what lies there already is left as it is. */
export function notify(ctx: WriteContext, notices: readonly Notice[]): void {
  const { user, key, client } = ctx.actor;
  const own = { handle: user.handle, name: user.name, key: key?.name ?? null, kind: key?.kind ?? "person", client };
  const told = notices.filter(({ userId, toSelf }) => toSelf || userId !== user.id);
  ctx.notice(
    ...told.map(({ userId, kind, subject, sourceId, excerpt, byItself }) => ({
      id: newId(),
      at: ctx.now,
      userId,
      kind,
      subjectKind: subject.kind,
      subjectId: subject.id,
      sourceId,
      projectId: subject.projectId ?? null,
      actor: byItself ? {} : own,
      excerpt,
    })),
  );
}
