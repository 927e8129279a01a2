import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { enumValue } from "./enum-value.ts";
import type { StoredInboxKind, SubjectKind } from "./schema.ts";

/** Something that one person should know of. */
export interface Notice {
  userId: string;
  kind: StoredInboxKind;
  /** What it is about; the id of a comment or status update stands for what that is on. */
  subject: { kind: SubjectKind; id: string; projectId?: string | null };
  /** The comment or update that said it; else the subject's own id. */
  sourceId: string;
  /** Plain text, 200 characters at most. */
  excerpt: string;
}

/** Puts notices in the inboxes of other people, in one statement; what lies there already is left as it is. */
export async function notify(ctx: WriteContext, notices: readonly Notice[]): Promise<void> {
  const others = notices.filter(({ userId }) => userId !== ctx.actor.user.id);
  if (others.length === 0) return;
  const { actor, database, now } = ctx;
  const { values, bind } = bindings(database.engine);
  const by = JSON.stringify({
    handle: actor.user.handle,
    name: actor.user.name,
    key: actor.key?.name ?? null,
    kind: actor.key?.kind ?? "person",
    client: actor.client,
  });
  const json = (text: string) => (database.engine === "postgres" ? `CAST(${bind(text)} AS jsonb)` : bind(text));
  const rows = others.map(
    ({ userId, kind, subject, sourceId, excerpt }) =>
      `(${[
        bind(newId()),
        bind(now),
        bind(userId),
        enumValue(ctx, "InboxKind", kind),
        enumValue(ctx, "Subject", subject.kind),
        bind(subject.id),
        bind(sourceId),
        bind(subject.projectId ?? null),
        json(by),
        bind(excerpt),
        "FALSE",
      ].join(", ")})`,
  );
  await ctx.db.$executeRawUnsafe(
    `INSERT INTO "InboxItem" ("id", "createdAt", "userId", "kind", "subjectKind", "subjectId", "sourceId", "projectId", "actor", "excerpt", "done")
     VALUES ${rows.join(", ")} ON CONFLICT DO NOTHING`,
    ...values,
  );
}
