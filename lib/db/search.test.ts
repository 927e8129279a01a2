import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { ENGINES, type Engine, makeWorld, type World } from "#lib/testing/world";
import type { SearchEntry, SearchQuery } from "./search.ts";

const PROJECTS = ["01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b"];
const [A = "", B = ""] = PROJECTS;

/** Title and body by name; the order is that of indexing. */
const TEXTS: Record<string, [title: string, body: string, project?: string, kind?: SearchEntry["kind"]]> = {
  login: ["Login fails in src/auth/login.ts", "See token refresh. The stack ends at expired-token."],
  café: ["Café opening", "Crème brûlée, naïve Ångström, ÉCOLE"],
  japanese: ["検索が遅い", "東京のサーバー"],
  korean: ["한국어 검색", ""],
  arabic: ["بحث في المشاريع", "عربي"],
  greek: ["ΟΔΟΣ", "οδός"],
  hyphen: ["Re-index the full-text search", "state-of-the-art"],
  operators: ["AND OR NOT NEAR", "a NEAR b, one AND two"],
  quotes: [`It's "quoted" 'text'`, `back\\slash; DROP TABLE search_entry; --`],
  emoji: ["🚀 launch 👩‍👩‍👧 day", "🚀"],
  versions: ["Bump v1.2.3 to 2.0", "1e5 007 3.14"],
  snake: ["max_page_count in snake_case", "camelCase HTTPServer"],
  title: ["needle in the title", "hay"],
  body: ["hay", "a needle in the body"],
  boundary: ["ends with alpha", "beta begins"],
  other: ["needle elsewhere", "", B],
  comment: ["", "a comment on a needle", A, "comment"],
  astral: ["𝐁𝐨𝐥𝐝 𐌰𐌱𐌲", ""],
  cpp: ["Port it to C++, C++17 and C#", "a+b, issue#7, F#."],
  net: ["Move to .NET 9", "See .gitignore"],
  network: ["Network of cars", "c d cpp"],
  scoped: ["Types of @ann/core", "import { open } from node:sqlite"],
  arrows: ["Costs 5 € → 6 €", "👍🏽 ©"],
  sentence: ["这个功能需要离线编辑模式才能使用", "ຂ້ອຍຮັກພາສາລາວ"],
  long: [`${"x".repeat(180)} end`, ""],
};

const QUERIES = [
  "login",
  "LOGIN",
  "log",
  "src/auth/login.ts",
  "auth/login",
  "login.ts",
  "expired-token",
  "expired token",
  '"expired token"',
  '"token expired"',
  "cafe",
  "café",
  "CAFÉ",
  "creme brulee",
  "naive",
  "angstrom",
  "ecole",
  "éc",
  "検索",
  "検",
  "索検",
  "東京",
  "サーバー",
  "한국",
  "검색",
  "بحث",
  "عربي",
  "οδος",
  "οδοσ",
  "re-index",
  "reindex",
  "full-text",
  '"full text"',
  "state-of-the-art",
  "AND",
  "OR",
  "NOT",
  "NEAR",
  "one AND two",
  "NEAR(a b)",
  "a NEAR b",
  "it's",
  '"quoted"',
  '"',
  '""',
  '"unbalanced',
  'needle "',
  "'",
  "\\",
  "back\\slash",
  "DROP TABLE",
  "*",
  "nee*",
  "*dle",
  "need* hay",
  "()",
  "title:needle",
  "{title body} : needle",
  "-needle",
  "needle -title",
  "^needle",
  "🚀",
  "launch",
  "1.2.3",
  "v1",
  "2.0",
  "1e5",
  "007",
  "3.14",
  "max_page_count",
  "snake",
  "camelcase",
  "http",
  "alpha beta",
  '"alpha beta"',
  '"alpha"',
  "needle",
  "needle in",
  '"needle in the"',
  "bold",
  "𐌰𐌱",
  "xxxx",
  "x".repeat(180),
  "x".repeat(500),
  "needle ".repeat(71),
  "absent",
  "",
  "   ",
  "\n\t",
  "!!!",
  "a & b | c",
  "needle:A",
  "%",
  "_",
  "\u202e",
  "C++",
  "c++ port",
  "c#",
  "F#",
  "C+",
  "a+b",
  "+++",
  "#",
  "#7",
  "issue#7",
  ".NET",
  ".git",
  ".",
  "...",
  "node:sqlite",
  "@ann/core",
  "👩‍👩‍👧",
  "👍",
  "€",
  "→",
  "离线编辑",
  "ພາສາ",
  "\ua66e",
];

const worlds = new Map<Engine, World>();
const names = new Map<string, string>();

beforeAll(async () => {
  for (const name of Object.keys(TEXTS)) names.set(newId(), name);
  for (const engine of ENGINES) {
    const world = await makeWorld(engine);
    worlds.set(engine, world);
    const entries = [...names].map(([subject, name]): SearchEntry => {
      const [title, body, project = A, kind = "issue"] = TEXTS[name] ?? ["", ""];
      return { kind, subject, project, title, body };
    });
    await world.database.write((tx) => world.database.search.putMany(tx, entries));
  }
});
afterAll(async () => {
  for (const world of worlds.values()) await world.close();
});

async function found(engine: Engine, query: Partial<SearchQuery>): Promise<(string | undefined)[]> {
  const world = worlds.get(engine);
  if (!world) throw new Error("no world");
  const hits = await world.database.search.find(world.database.reader, {
    text: "",
    order: "relevance",
    limit: 50,
    offset: 0,
    ...query,
  });
  return hits.map((hit) => names.get(hit.subject));
}

test.each(QUERIES.map((text) => [text]))("Both engines find the same, in the same order: %j", async (text) => {
  for (const order of ["relevance", "newest"] as const)
    expect(await found("postgres", { text, order })).toEqual(await found("sqlite", { text, order }));
});

describe.each(ENGINES)("%s", (engine) => {
  test.each([
    ["login", ["login"]],
    ["src/auth/login.ts", ["login"]],
    ['"expired token"', ["login"]],
    ['"token expired"', []],
    ["creme ecole", ["café"]],
    ["索", ["japanese"]],
    ["한국", ["korean"]],
    ["οδος", ["greek"]],
    ["re-index", ["hyphen"]],
    ["AND OR", ["operators"]],
    ["drop table", ["quotes"]],
    ['"alpha beta"', []],
    ["alpha beta", ["boundary"]],
    ["bold", ["astral"]],
    ["", []],
    ["!!!", []],
    ["🚀", ["emoji"]],
    ["👩‍👩‍👧 day", ["emoji"]],
    ["C++", ["cpp"]],
    ["c++17", ["cpp"]],
    ["C#", ["cpp"]],
    ["a+b", ["cpp"]],
    ["issue#7", ["cpp"]],
    [".NET", ["net"]],
    [".gitig", ["net"]],
    ["login.t", ["login"]],
    ["node:sqlite", ["scoped"]],
    ["@ann/core", ["scoped"]],
    ["naïve", ["café"]],
    ["离线编辑", ["sentence"]],
    ["ພາສາ", ["sentence"]],
    ["👍", ["arrows"]],
    ["€ →", ["arrows"]],
    ["+++ ***", []],
  ])("%j finds %j", async (text, wanted) => {
    expect(await found(engine, { text })).toEqual(wanted);
  });

  test("What has the words in its title comes first, and the latest first within that; newest looks at age alone.", async () => {
    expect(await found(engine, { text: "needle" })).toEqual(["other", "title", "comment", "body"]);
    expect(await found(engine, { text: "needle", order: "newest" })).toEqual(["comment", "other", "body", "title"]);
  });

  test("Kinds and projects narrow, an empty list of projects finds nothing.", async () => {
    expect(await found(engine, { text: "needle", kinds: ["comment"] })).toEqual(["comment"]);
    expect(await found(engine, { text: "needle", projects: [B] })).toEqual(["other"]);
    expect(await found(engine, { text: "needle", projects: [A, B], kinds: ["issue"] })).toEqual([
      "other",
      "title",
      "body",
    ]);
    expect(await found(engine, { text: "needle", projects: [] })).toEqual([]);
    expect(await found(engine, { text: "needle", projects: null })).toHaveLength(4);
  });

  test("Pages follow each other without a gap or a repeat.", async () => {
    const pages = await Promise.all(
      [0, 1, 2, 3, 4].map((offset) => found(engine, { text: "needle", limit: 1, offset })),
    );
    expect(pages.flat()).toEqual(["other", "title", "comment", "body"]);
  });

  test("An entry put again replaces the first one, a removed one is gone, and clear empties the index.", async () => {
    const world = await makeWorld(engine);
    const { search, reader } = { search: world.database.search, reader: world.database.reader };
    const entry: SearchEntry = { kind: "issue", subject: newId(), project: A, title: "before", body: "" };
    const find = async (text: string) =>
      (await search.find(reader, { text, order: "newest", limit: 9, offset: 0 })).length;
    await world.database.write((tx) => search.put(tx, entry));
    await world.database.write((tx) => search.put(tx, { ...entry, title: "after" }));
    expect([await find("before"), await find("after")]).toEqual([0, 1]);
    await world.database.write((tx) => search.remove(tx, [entry.subject]));
    expect(await find("after")).toBe(0);
    await world.database.write((tx) => search.putMany(tx, [entry, { ...entry, subject: newId() }]));
    expect(await find("before")).toBe(2);
    await world.database.write((tx) => search.clear(tx));
    expect(await find("before")).toBe(0);
    await world.close();
  });
});
