import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { beginnings } from "#lib/domain/field-table";
import { viaOf } from "#lib/domain/people/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { STATUS_UPDATE_FIELDS } from "./fields.ts";
import { requireUsableInitiative } from "./queries.ts";
import { NewStatusUpdate, StatusUpdate } from "./schema.ts";
import { setHealth } from "./set-health.ts";

export const postStatusUpdate = defineOperation({
  name: "initiatives.post_update",
  summary: "Say how an initiative stands; its health becomes the one you tell.",
  access: "write",
  reach: "projects",
  rest: "POST /initiatives/:initiative/updates",
  input: NewStatusUpdate,
  output: StatusUpdate,
  authorize: (ctx, { initiative }) => requireUsableInitiative(ctx, initiative),
  async handle(ctx, { health, body }, initiative) {
    const id = newId();
    const via = viaOf(ctx.actor);
    const row = { id, createdAt: ctx.now, updatedAt: ctx.now, initiativeId: initiative.id, health, body };
    await ctx.db.statusUpdate.createMany({
      data: [{ ...row, authorId: ctx.actor.user.id, ...(via ? { via: { ...via } } : {}) }],
    });
    await saveReferences(ctx, { kind: "status_update", id }, [body], { isNew: true });
    ctx.changed({
      kind: "status_update",
      id,
      key: initiative.key,
      projectId: null,
      fields: beginnings(STATUS_UPDATE_FIELDS, { health, body }),
      about: [{ kind: "initiative", id: initiative.id }],
    });
    await setHealth(ctx, initiative, health);
    return {
      ...row,
      initiative: initiative.key,
      author: ctx.actor.user,
      via,
      shelf: "live" as const,
      version: 1,
    };
  },
});
