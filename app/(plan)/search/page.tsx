import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { SearchField } from "#components/search/search-field";
import { SearchHits } from "#components/search/search-hits";
import { PageHeader } from "#components/shell/page-header";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { search } from "#lib/domain/search/search";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Search" };

const PAGE = 30;
const loadParams = createLoader({ q: parseAsString.withDefault(""), from: parseAsInteger.withDefault(0) });

export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { q, from } = await loadParams(searchParams);
  const query = q.trim().slice(0, 500);
  const offset = Math.min(Math.max(from, 0), 1000);
  const results = query ? await readPage(search, { q: query, limit: PAGE, offset }) : null;
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">Search</h1>
      </PageHeader>
      <div className="mx-auto w-full max-w-200 px-gutter py-5">
        <SearchField />
        <div className="mt-4">
          {results === null ? (
            <EmptyState
              title="Find anything"
              text="Words in issues, decisions, documents, initiatives, milestones, projects and comments, or a key such as TUR-12."
            />
          ) : results.items.length > 0 ? (
            <SearchHits hits={results.items} query={query} />
          ) : (
            <EmptyState title="Nothing matches" text={`Nothing that you can see holds “${query}”. Try fewer words.`} />
          )}
          {results && (results.more || offset > 0) ? (
            <nav aria-label="Pages" className="mt-4 flex gap-2">
              {offset > 0 ? (
                <Link className={buttonClasses()} href={{ query: { q: query, from: Math.max(0, offset - PAGE) } }}>
                  Previous
                </Link>
              ) : null}
              {results.more ? (
                <Link className={buttonClasses()} href={{ query: { q: query, from: offset + PAGE } }}>
                  Next
                </Link>
              ) : null}
            </nav>
          ) : null}
        </div>
      </div>
    </>
  );
}
