import { pageOf } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { Label, LabelFilter } from "./schema.ts";

export const listLabels = defineOperation({
  name: "labels.list",
  summary: "List labels by name.",
  access: "read",
  reach: "workspace",
  rest: "GET /labels",
  input: LabelFilter,
  output: pageOf(Label),
  authorize: anyone,
  async handle(ctx, filter) {
    const where: KeysetCondition[] = [{ column: "shelf", is: "live" }];
    if (filter.text) where.push({ columns: ["nameFold"], contains: fold(filter.text) });
    const list = { name: "labels", table: "Label", where, order: ["nameFold", "id"], descending: false };
    return listPage(ctx, list, filter, (ids) => ctx.db.label.findMany({ where: { id: { in: ids } } }));
  },
});
