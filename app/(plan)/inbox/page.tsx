import type { Metadata } from "next";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { InboxList } from "#components/inbox/inbox-list";
import { InboxMenu } from "#components/inbox/inbox-menu";
import { EMPTY_WORDS, VIEW_WORDS } from "#components/inbox/words";
import { LivePage } from "#components/live/live-page";
import { PageHeader } from "#components/shell/page-header";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { getInboxSettings } from "#lib/domain/inbox/get-inbox-settings";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { INBOX_VIEWS } from "#lib/domain/inbox/schema";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Inbox" };

const loadParams = createLoader({
  view: parseAsStringLiteral(INBOX_VIEWS).withDefault("open"),
  cursor: parseAsString,
});

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { view, cursor } = await loadParams(searchParams);
  const [page, settings] = await Promise.all([
    readPage(listInbox, { view, limit: 100, ...(cursor ? { cursor } : {}) }),
    readPage(getInboxSettings, {}),
  ]);
  const unread = page.items.flatMap(({ id, read }) => (read ? [] : [id]));
  const [title, text] = EMPTY_WORDS[view];
  return (
    <>
      <LivePage />
      <PageHeader actions={<InboxMenu settings={settings} unread={unread} />}>
        <h1 className="shrink-0 font-medium">Inbox</h1>
        <nav aria-label="Views" className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
          {INBOX_VIEWS.map((one) => (
            <Link
              key={one}
              href={one === "open" ? "/inbox" : `/inbox?view=${one}`}
              aria-current={one === view ? "page" : undefined}
              className="flex h-control items-center rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11"
            >
              {VIEW_WORDS[one]}
            </Link>
          ))}
        </nav>
      </PageHeader>
      {page.items.length > 0 ? <InboxList items={page.items} /> : <EmptyState title={title} text={text} />}
      {page.nextCursor ? (
        <div className="px-gutter py-3">
          <Link className={buttonClasses()} href={{ query: { view, cursor: page.nextCursor } }}>
            Show older
          </Link>
        </div>
      ) : null}
    </>
  );
}
