/** One line with what HTML, SQL, templates, shells and terminals might take for orders. */
export const HOSTILE_LINE = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `'; DROP TABLE "Issue"; --`,
  "$",
  "{process.env} {{7*7}} <%= 1 %> $(id) `id`",
  "\u0001\u0007\u001b[31m\u202e\u{1F4A9} ../../etc/passwd %00",
].join("");

const LONG = 200_000;

/** 200 kB of what costs more than its length where it is read more than once. */
export const HOSTILE_TEXTS: [name: string, text: string][] = (
  [
    ["open brackets", "["],
    ["closed brackets", "[a]"],
    ["links that do not end", "[a]("],
    ["links with titles that do not end", '[a](b "'],
    ["pictures in pictures", "!["],
    ["comments that do not end", "<!--"],
    ["tags that do not end", "<a b='"],
    ["tags with many attributes", "<a b c d e f g h"],
    ["single backticks, then longer ones", "`a``b```c"],
    ["emphasis that does not end", "_a *b "],
    ["emphasis that closes only", "a_ b* "],
    ["mixed emphasis", "_a*b_c*"],
    ["escaped signs", "\\_\\@"],
    ["addresses", "https://a "],
    ["one address", "https://plan.example/issues/"],
    ["keys that go on", "DEP-1-"],
    ["handles that go on", "@a.b/"],
    ["keys behind slashes", "DEP-1/"],
    ["quotes in quotes", ">"],
    ["list marks", "- "],
    ["labels", "[a]: b\n"],
    ["tabs", "\t"],
    ["blank lines", "\n"],
  ] as const
).map(([name, piece]) => [name, `@a DEP-1 ${piece.repeat(Math.ceil(LONG / piece.length))}`]);
