import type { SearchEntry, SearchHit, SearchIndex, SearchQuery, SearchTerm } from "./search.ts";
import { NOTHING, pairsOf, SEARCH_FORM, searchPage, searchTerms, searchWords } from "./search.ts";
import type { Transaction } from "./transaction.ts";

/** The word in the scope column that stands for a kind or a project. */
const scopeWord = (value: string) => `s${value.replaceAll("-", "")}`;

function ftsTerm({ words, prefix }: SearchTerm): string {
  return `"${words.join(" ")}"${prefix ? "*" : ""}`;
}

/** The FTS5 expression of a query. */
function ftsExpression(
  query: Pick<SearchQuery, "kinds" | "projects">,
  terms: readonly SearchTerm[],
  columns: string,
): string {
  const scopes = [query.kinds, query.projects]
    .filter((values) => values != null)
    .map((values) => `scope : (${values.map(scopeWord).join(" OR ") || "nothing"})`);
  return [...scopes, ...terms.map((term) => `${columns} : ${ftsTerm(term)}`)].join(" AND ");
}

const INSERT = "INSERT OR REPLACE INTO search_entry (rowid, title, body, scope, kind, subject) VALUES";
/** However many there are, as one value. */
const INSERT_NEW = `INSERT INTO search_entry (title, body, scope, kind, subject)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`;
/** All are looked up before any is written: looking one up makes FTS5 write out what it gathered until then. */
const INSERT_KNOWN = `WITH known AS MATERIALIZED (SELECT rowid AS id, subject FROM search_entry WHERE search_entry MATCH ?)
  INSERT OR REPLACE INTO search_entry (rowid, title, body, scope, kind, subject)
  SELECT known.id, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
  FROM json_each(?) LEFT JOIN known ON known.subject = value ->> 4`;
const ROW_OF = "SELECT rowid FROM search_entry WHERE search_entry MATCH ?";
/** Entries per statement, so that the look for those that are known stays short. */
const BATCH = 100;

/** Pages that one part of a merge writes: some tenths of a second, in which others wait. */
const MERGED_PAGES = 200;

/** FTS5 tells by this whether a merge did anything: one change is the order itself. */
async function totalChanges(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ many: number | bigint }[]>("SELECT total_changes() AS many");
  return Number(row?.many ?? 0);
}

export const sqliteSearch: SearchIndex = {
  form: SEARCH_FORM,
  async put(tx, entry) {
    await tx.$executeRawUnsafe(`${INSERT} ((${ROW_OF}), ?, ?, ?, ?, ?)`, scopeOf(entry.subject), ...columns(entry));
  },
  async putMany(tx, entries, { isNew = false } = {}) {
    if (isNew && entries.length > 0) {
      await tx.$executeRawUnsafe(INSERT_NEW, JSON.stringify(entries.map(columns)));
      return;
    }
    for (let from = 0; from < entries.length; from += BATCH) {
      const some = entries.slice(from, from + BATCH);
      const scope = scopeOf(...some.map((entry) => entry.subject));
      await tx.$executeRawUnsafe(INSERT_KNOWN, scope, JSON.stringify(some.map(columns)));
    }
  },
  async remove(tx, subjects) {
    for (let from = 0; from < subjects.length; from += BATCH) {
      const some = subjects.slice(from, from + BATCH);
      await tx.$executeRawUnsafe(`DELETE FROM search_entry WHERE rowid IN (${ROW_OF})`, scopeOf(...some));
    }
  },
  async find(db, query) {
    const terms = searchTerms(query.text);
    if (terms.length === 0) return [];
    return searchPage(query, (where, most) =>
      db.$queryRawUnsafe<SearchHit[]>(
        `SELECT kind, subject FROM search_entry WHERE search_entry MATCH ? ORDER BY rowid DESC LIMIT ${most}`,
        ftsExpression(query, terms, where === "title" ? "title" : "{title body}"),
      ),
    );
  },
  subjectsSql(query, bind) {
    const terms = searchTerms(query.text);
    if (terms.length === 0) return NOTHING;
    return `SELECT subject FROM search_entry WHERE search_entry MATCH ${bind(ftsExpression(query, terms, "{title body}"))}`;
  },
  titledSql(words, limit, bind) {
    const pairs = pairsOf(words.flatMap(searchWords)).map(
      (pair) => `(${pair.map((word) => `"${word}"`).join(" AND ")})`,
    );
    const match = bind(`title : (${pairs.join(" OR ")})`);
    return `SELECT subject FROM search_entry WHERE search_entry MATCH ${match} ORDER BY rowid DESC LIMIT ${limit}`;
  },
  async merge(tx, part) {
    // What was replaced stays in the index until the segment it is in is merged, and each search passes over it.
    const before = await totalChanges(tx);
    const pages = part === "first" ? -MERGED_PAGES : MERGED_PAGES;
    await tx.$executeRawUnsafe(`INSERT INTO search_entry (search_entry, rank) VALUES ('merge', ${pages})`);
    return (await totalChanges(tx)) - before >= 2;
  },
  async clear(tx) {
    await tx.$executeRawUnsafe("INSERT INTO search_entry (search_entry) VALUES ('delete-all')");
  },
};

function scopeOf(...subjects: string[]): string {
  return `scope : (${subjects.map(scopeWord).join(" OR ")})`;
}

function columns(entry: SearchEntry): string[] {
  const scope = [entry.kind, entry.subject, entry.project].filter((value) => value !== null).map(scopeWord);
  return [
    searchWords(entry.title).join(" "),
    searchWords(entry.body).join(" "),
    scope.join(" "),
    entry.kind,
    entry.subject,
  ];
}
