import type { Change } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { maySeeProject } from "#lib/domain/projects/policy";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows } from "#lib/domain/undo/update-rows";
import { WORK_LOG_FIELDS } from "./fields.ts";
import { findWorkLogs, type StoredWorkLog, whyNotOwn } from "./queries.ts";

/** Puts work logs back. */
export const revertWorkLog: Reverter = {
  kind: "worklog",
  async restore(ctx, rows) {
    const found = await findWorkLogs(ctx, idsOf(rows));
    const unrestored: Unrestored[] = [];
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((log) => log.id === id && maySeeProject(ctx.actor, log.projectId));
      const why = was ? whyNotOwn(ctx.actor, was) : "This work log is gone.";
      if (why) unrestored.push({ id, field: null, why });
      if (!was || why) return [];
      const next: StoredWorkLog = { ...was, ...values };
      const is = { ...next, running: next.endedAt === null };
      return isNothing(fieldsOf(was, is)) ? [] : [{ was, is }];
    });
    await updateRows(
      ctx,
      "WorkLog",
      pairs.map(({ is: { id, version, startedAt, endedAt, minutes, shelf, ...log } }) => {
        const binnedAt = shelf === "binned" ? ctx.now : null;
        const times = { startedAt: new Date(startedAt), endedAt: endedAt === null ? null : new Date(endedAt), minutes };
        return { id, version, ...times, ...columnsOf(WORK_LOG_FIELDS, log), shelf, binnedAt };
      }),
    );
    await touchSubjects(
      ctx,
      pairs.map(({ is }) => ({ kind: "issue", id: is.issueId })),
    );
    const changes = pairs.map(
      ({ was, is }): Change => ({
        kind: "worklog",
        id: is.id,
        key: is.issue,
        projectId: is.projectId,
        fields: fieldsOf(was, is),
        about: [{ kind: "issue", id: is.issueId }],
      }),
    );
    return { changes, unrestored };
  },
};

function fieldsOf(was: StoredWorkLog, is: StoredWorkLog): Change["fields"] {
  return {
    running: [was.running, is.running],
    startedAt: [was.startedAt, is.startedAt],
    endedAt: [was.endedAt, is.endedAt],
    minutes: [was.minutes, is.minutes],
    ...differences(WORK_LOG_FIELDS, was, is),
    shelf: [was.shelf, is.shelf],
  };
}
