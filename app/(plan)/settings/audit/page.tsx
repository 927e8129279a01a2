import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { AuditFilter } from "#components/audit/audit-filter";
import { AuditRow } from "#components/audit/audit-row";
import { SettingsTabs } from "#components/people/settings-tabs";
import { PageHeader } from "#components/shell/page-header";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { listChanges } from "#lib/domain/events/list-changes";
import { listOperations } from "#lib/domain/events/list-operations";
import { listKeys } from "#lib/domain/keys/list-keys";
import { listUsers } from "#lib/domain/people/list-users";
import { AUDIT_PARAMETERS, auditFilter } from "#lib/doors/audit-filter";
import { readPage, readPlace } from "#lib/doors/page";
import { readMe } from "../../read-me.ts";
import { readProjects } from "../../read-projects.ts";
import { thingPath } from "./thing-path.ts";

export const metadata: Metadata = { title: "Audit log" };

const loadFilter = createLoader({
  ...{ user: parseAsString, key: parseAsString, session: parseAsString, operation: parseAsString },
  ...{ project: parseAsString, from: parseAsString, to: parseAsString },
});
const loadPlace = createLoader({ before: parseAsInteger });
const ROWS = 100;

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { scope } = await readMe();
  if (scope !== "admin") notFound();
  const [filter, { before }, { timeZone }] = await Promise.all([
    loadFilter(searchParams),
    loadPlace(searchParams),
    readPlace(),
  ]);
  const asked = { ...auditFilter(filter, timeZone), limit: ROWS, ...(before === null ? {} : { before }) };
  const [page, users, keys, operations, projects] = await Promise.all([
    readPage(listChanges, asked),
    readPage(listUsers, { limit: 200 }),
    readPage(listKeys, { limit: 200 }),
    readPage(listOperations, {}),
    readProjects(),
  ]);
  const given = Object.fromEntries(AUDIT_PARAMETERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
  const exported = (format: string) => `/admin/audit?${new URLSearchParams({ ...given, format })}`;
  const year = new Date().getUTCFullYear();
  const look = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const words = new Intl.DateTimeFormat("en-GB", { timeZone, ...look });
  const withYear = new Intl.DateTimeFormat("en-GB", { timeZone, ...look, year: "numeric" });
  const wordsOf = (at: Date) => (at.getUTCFullYear() === year ? words : withYear).format(at);
  return (
    <>
      <PageHeader>
        <SettingsTabs here="/settings/audit" />
      </PageHeader>
      <AuditFilter
        filter={filter}
        people={users.items.map(({ handle, name }) => [handle, name])}
        keys={keys.items.map((key) => [key.id, `${key.name} (${key.user}${key.revokedAt ? ", revoked" : ""})`])}
        operations={withNouns(operations.items)}
        projects={projects.items.map(({ key, name }) => [key, name])}
      />
      <div className="flex flex-wrap items-center gap-2 border-line/60 border-b px-gutter py-2">
        <p className="me-auto text-muted text-row">
          {before === null ? "Newest first." : "Earlier events."} Nothing here can be changed or removed.
        </p>
        {Object.keys(given).length > 0 ? (
          <Link href="/settings/audit" className={buttonClasses({ look: "quiet" })}>
            Clear filters
          </Link>
        ) : null}
        <a href={exported("csv")} download className={buttonClasses()}>
          Export CSV
        </a>
        <a href={exported("jsonl")} download className={buttonClasses()}>
          Export JSON lines
        </a>
      </div>
      {page.items.length > 0 ? (
        <table className="w-full table-fixed text-row max-lg:block">
          <thead className="max-lg:sr-only">
            <tr className="h-8 border-line/60 border-b bg-sunken text-mini text-muted">
              <th className="w-36 ps-gutter text-start font-medium">When</th>
              <th className="w-96 ps-4 text-start font-medium">Who</th>
              <th className="w-16 ps-4 text-start font-medium">Door</th>
              <th className="w-32 ps-4 text-start font-medium">On</th>
              <th className="ps-4 text-start font-medium">What</th>
            </tr>
          </thead>
          <tbody className="max-lg:block">
            {page.items.toReversed().map((event) => (
              <AuditRow
                key={event.number}
                event={event}
                at={wordsOf(new Date(event.at))}
                path={thingPath(event.changes[0])}
              />
            ))}
          </tbody>
        </table>
      ) : (
        <EmptyState
          title="Nothing matches"
          text="No event has all of this. Take away a filter, or look at another time."
        />
      )}
      {page.older ? (
        <div className="px-gutter py-3">
          <Link className={buttonClasses()} href={{ query: { ...given, before: page.older } }}>
            Show older
          </Link>
        </div>
      ) : null}
    </>
  );
}

/** Each noun, which stands for all that begins with it, before its operations. */
function withNouns(operations: readonly string[]): [value: string, words: string][] {
  const byNoun = Map.groupBy(operations, (operation) => operation.split(".")[0] ?? "");
  return [...byNoun].flatMap(([noun, own]): [string, string][] => [
    [noun, `${noun}: all`],
    ...own.map((operation): [string, string] => [operation, `· ${operation}`]),
  ]);
}
