import type { SearchEntry, SearchHit, SearchIndex, SearchQuery, SearchTerm } from "./search.ts";
import { NOTHING, pairsOf, SEARCH_FORM, searchPage, searchTerms, searchWords } from "./search.ts";

/** The lexeme that stands for a kind or a project. The character before it is in no word. */
const scopeLexeme = (value: string) => `@${value.replaceAll("-", "")}`;

const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''")}'`;

/** The tsquery of a query; `weight` A keeps it to titles. */
function tsquery(
  query: Pick<SearchQuery, "kinds" | "projects">,
  terms: readonly SearchTerm[],
  weight: "" | "A",
): string {
  const scopes = [query.kinds, query.projects]
    .filter((values) => values != null)
    .map((values) => `(${values.map((value) => quoted(scopeLexeme(value))).join(" | ") || "'@nothing'"})`);
  const phrases = terms.map(({ words, prefix }) =>
    words
      .map((word, place) => {
        const mark = `${prefix && place === words.length - 1 ? "*" : ""}${weight}`;
        return quoted(word) + (mark && `:${mark}`);
      })
      .join(" <-> "),
  );
  return [...scopes, ...phrases.map((phrase) => `(${phrase})`)].join(" & ");
}

/** The highest position that a tsvector knows. */
const LAST_POSITION = 16_383;

/** The text of a tsvector, in our own words rather than the server's: what is a word there depends on its locale. */
function tsvector(entry: SearchEntry): string {
  const title = searchWords(entry.title);
  const place = (position: number) => Math.min(position, LAST_POSITION);
  return [
    ...[entry.kind, entry.project].filter((value) => value !== null).map((value) => quoted(scopeLexeme(value))),
    ...title.map((word, at) => `${quoted(word)}:${place(at + 1)}A`),
    // A position stays free between title and body, so that no phrase runs across.
    ...searchWords(entry.body).map((word, at) => `${quoted(word)}:${place(title.length + at + 2)}`),
  ].join(" ");
}

function row(entry: SearchEntry) {
  return { kind: entry.kind, subject: entry.subject, project: entry.project, words: tsvector(entry) };
}

const PUT = `INSERT INTO search_entry (kind, subject, project, words)
  SELECT r.kind, r.subject, r.project, r.words::tsvector
  FROM jsonb_to_recordset($1::jsonb) AS r(kind text, subject text, project text, words text)
  ON CONFLICT (subject) DO UPDATE SET project = excluded.project, words = excluded.words`;

export const postgresSearch: SearchIndex = {
  form: SEARCH_FORM,
  async put(tx, entry) {
    await this.putMany(tx, [entry]);
  },
  async putMany(tx, entries) {
    if (entries.length === 0) return;
    await tx.$executeRawUnsafe(PUT, JSON.stringify(entries.map(row)));
  },
  async remove(tx, subjects) {
    if (subjects.length === 0) return;
    await tx.$executeRawUnsafe(`DELETE FROM search_entry WHERE subject = ANY($1::text[])`, subjects);
  },
  async find(db, query) {
    const terms = searchTerms(query.text);
    if (terms.length === 0) return [];
    return searchPage(query, (where, most) =>
      db.$queryRawUnsafe<SearchHit[]>(
        `SELECT kind, subject FROM search_entry WHERE words @@ $1::tsquery ORDER BY id DESC LIMIT ${most}`,
        tsquery(query, terms, where === "title" ? "A" : ""),
      ),
    );
  },
  subjectsSql(query, bind) {
    const terms = searchTerms(query.text);
    if (terms.length === 0) return NOTHING;
    return `SELECT subject FROM search_entry WHERE words @@ ${bind(tsquery(query, terms, ""))}::tsquery`;
  },
  titledSql(words, limit, bind) {
    const pairs = pairsOf(words.flatMap(searchWords)).map(
      (pair) => `(${pair.map((word) => `${quoted(word)}:A`).join(" & ")})`,
    );
    const query = bind(pairs.join(" | "));
    return `SELECT subject FROM search_entry WHERE words @@ ${query}::tsquery ORDER BY id DESC LIMIT ${limit}`;
  },
  // PostgreSQL clears away by itself.
  merge: async () => false,
  async clear(tx) {
    await tx.$executeRawUnsafe("DELETE FROM search_entry");
  },
};
