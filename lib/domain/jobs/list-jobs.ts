import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { oneOf } from "#lib/domain/lists/one-of";
import { findJobs } from "./queries.ts";
import { Job, JobFilter } from "./schema.ts";

export const listJobs = defineOperation({
  name: "jobs.list",
  summary: "List background jobs, latest first: what waits, what runs, and how those of the last days went.",
  access: "admin",
  reach: "workspace",
  rest: "GET /jobs",
  input: JobFilter,
  output: pageOf(Job),
  authorize: anyone,
  handle(ctx, { state, name, ...asked }) {
    // All of them, as a range of the index: else SQLite counts as going through the whole of it.
    const where: KeysetCondition[] = [{ column: "createdAt", from: new Date(0) }];
    if (state && state.length > 0) where.push(oneOf("state", state));
    if (name !== undefined) where.push({ column: "name", is: name });
    const list = { name: "jobs", table: "Job", where, order: ["createdAt", "id"], descending: true };
    return listPage(ctx, list, asked, (ids) => findJobs(ctx, ids));
  },
});
