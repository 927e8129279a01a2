import type { Metadata } from "next";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { InboxList } from "#components/inbox/inbox-list";
import { InboxMenu } from "#components/inbox/inbox-menu";
import { EMPTY_WORDS, VIEW_WORDS } from "#components/inbox/words";
import { LivePage } from "#components/live/live-page";
import { Markdown } from "#components/markdown/markdown";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { TabLink } from "#components/shell/tab-link";
import { EmptyState } from "#components/ui/empty-state";
import { getInboxSettings } from "#lib/domain/inbox/get-inbox-settings";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { INBOX_VIEWS } from "#lib/domain/inbox/schema";
import { readPage } from "#lib/doors/page";
import { readProjects } from "../read-projects.ts";

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
  const asked = page.items.flatMap(({ id, question }) => (question ? [{ id, source: question.text }] : []));
  const keys = asked.length > 0 ? (await readProjects()).items.map((project) => project.key) : [];
  const texts = Object.fromEntries(
    asked.map(({ id, source }) => [id, <Markdown key={id} source={source} projects={keys} small />]),
  );
  const [title, text] = EMPTY_WORDS[view];
  return (
    <>
      <LivePage />
      <PageHeader actions={<InboxMenu settings={settings} unread={unread} />}>
        <h1 className="shrink-0 font-medium">Inbox</h1>
        <nav aria-label="Views" className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
          {INBOX_VIEWS.map((one) => (
            <TabLink key={one} href={one === "open" ? "/inbox" : `/inbox?view=${one}`} here={one === view}>
              {VIEW_WORDS[one]}
            </TabLink>
          ))}
        </nav>
      </PageHeader>
      {page.items.length > 0 ? (
        <InboxList items={page.items} texts={texts} />
      ) : (
        <EmptyState title={title} text={text} />
      )}
      <ShowOlder cursor={page.nextCursor} query={{ view }} />
    </>
  );
}
