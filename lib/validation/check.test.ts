import { expect, test } from "vitest";
import { checkText, RULES } from "./check.ts";
import { applyEdits } from "./edits.ts";
import { englishWords } from "./english.ts";
import { compileTruth } from "./truth.ts";
import { EXAMPLE_COMBINATIONS, EXAMPLE_ENTRIES, EXAMPLE_FAMILIES } from "./truth-examples.ts";

const truth = compileTruth(EXAMPLE_ENTRIES, {
  families: EXAMPLE_FAMILIES,
  combinations: EXAMPLE_COMBINATIONS,
  words: await englishWords(),
});

const long = (words: number) => Array.from({ length: words }, (_, at) => `word${at}`).join(" ");

/** Of each rule: a text, the stretches of it that are marked, and one like it in which nothing is. */
const EXAMPLES: Record<string, [wrong: string, marked: string[], right: string]> = {
  "yaml/yaml_parse_error": ["---\ntitle: [a\n---\n", ["a\n"], "---\ntitle: [a]\n---\n"],
  "yaml/required_title": ["---\ntags: []\n---\n", ["---"], "---\ntitle: A title\n---\n"],
  "yaml/required_description": ["---\ndescription:\n---\n", ["description:"], "---\ndescription: Said\n---\n"],
  "yaml/field_type_string": ["---\ntitle: 12\n---\n", ["12"], '---\ntitle: "12"\n---\n'],
  "yaml/field_type_list": ["---\ntags: one, two\n---\n", ["one, two"], "---\ntags: [one, two]\n---\n"],
  "yaml/field_type_date": ["---\ndate: next week\n---\n", ["next week"], "---\ndate: 2026-11-30\n---\n"],
  "yaml/title_length": ["---\ntitle: Short\n---\n", ["Short"], "---\ntitle: Long enough\n---\n"],
  "yaml/description_length": [
    `---\ndescription: ${"x".repeat(161)}\n---\n`,
    ["x".repeat(161)],
    `---\ndescription: ${"x".repeat(160)}\n---\n`,
  ],
  "markdown/unclosed_code_block": ["```js\ncode\n``\n", ["```js"], "```js\ncode\n```\n"],
  "markdown/empty_link_text": ["See [](a.md).", ["[](a.md)"], "See [a](a.md), `[](a.md)`."],
  "markdown/empty_link_url": ["See [a]().", ["[a]()"], "See [a](b) and [c](\nd)."],
  "markdown/missing_alt_text": ["![](a.png)", ["![](a.png)"], "![What it shows](a.png)"],
  "markdown/empty_image_url": ["![a]( )", ["![a]( )"], "![a](a.png)"],
  "markdown/excessive_whitespace": ["one\n\n\n\ntwo\n", ["\n\n\n"], "one\n\n\ntwo\n\n```\n\n\n\n\n```\n"],
  "markdown/trailing_whitespace": ["one \ntwo\t\n", [" ", "\t"], "one  \ntwo\n\n```\ncode \n```\n"],
  "markdown/unbalanced_formatting": ["A **bold word.", ["**"], "A **bold** word, `**`, \\** and ***both***."],
  "markdown/broken_reference_link": ["See [a][b].", ["[a][b]"], "See [a][b] and x[0][1].\n\n[b]: https://b.example\n"],
  "structure/content_too_short": ["# Title\n\nFew words.\n", ["# Title"], `# Title\n\n${long(40)}\n`],
  "structure/content_too_long": [long(10_001), [long(10_001)], long(5_000)],
  "structure/no_headings": [`${long(100)}\n`, [long(100)], `# Title\n\n${long(100)}\n`],
  "structure/too_many_h1": ["# a\n\n# b\n\n# c\n\n# d\n", ["d"], "# a\n\n# b\n\n# c\n"],
  "structure/empty_section": ["# a\n\n## b\n\n## c\n\ntext\n", ["b"], "# a\n\n## b\n\ntext\n"],
  "structure/consecutive_headings": [
    "# a\n\ntext\n\n## b\n\n### c\n\ntext\n",
    ["c"],
    "# a\n\n## b\n\ntext\n\n### c\n\ntext\n",
  ],
  "structure/long_preamble": [`${long(201)}\n\n# a\n`, ["a"], `${long(200)}\n\n# a\n`],
  "structure/deep_nesting": ["##### a\n", ["a"], "#### a\n"],
  "code/no_language_specified": ["```\ncode\n```\n", ["```"], "```text\ncode\n```\n"],
  "code/empty_code_block": ["```js\n\n```\n", ["```js"], "```js\ncode\n```\n"],
  "code/code_block_too_long": [
    `\`\`\`js\n${"x\n".repeat(101)}\`\`\`\n`,
    ["```js"],
    `\`\`\`js\n${"x\n".repeat(100)}\`\`\`\n`,
  ],
  "code/inline_code_too_long": [`\`${"x".repeat(51)}\``, [`\`${"x".repeat(51)}\``], `\`${"x".repeat(50)}\``],
  "code/hardcoded_path": ["`cd /home/ada/turbo`", ["/home/ada"], "`cd /home/user/turbo ~/turbo` /home/ada"],
  "code/placeholder_comment": [
    "```js\na(); // TODO: more\n```\n",
    ["// TODO: more"],
    "```js\nconst todo = 1;\n```\n\nTODO: more\n",
  ],
  "code/sensitive_data": [`Use AKIA${"ABCD".repeat(4)}.`, [`AKIA${"ABCD".repeat(4)}`], "password: hunter2, AKIA"],
  "links/empty_url": ["[a]()", [")"], "[a](b) [c](\nd\n'e')"],
  "links/localhost_link": [
    "[a](http://localhost:3000/x)",
    ["http://localhost:3000/x"],
    "[a](http://localhost.example/x) `http://localhost`",
  ],
  "links/placeholder_url": [
    "[a](#) [b](https://example.com/c)",
    ["#", "https://example.com/c"],
    "[a](#b) [b](https://examples.dev)",
  ],
  "links/invalid_scheme": [
    "[a](htp://b.example) [c](javascript:d)",
    ["htp://b.example", "javascript:d"],
    "[a](mailto:a@b.example) [c](d.md#e:f)",
  ],
  "links/spaces_in_url": ["[a](./b c.md)", ["./b c.md"], '[a](<./b c.md>) [b](c.md "A title")'],
  "links/broken_reference": [
    "# A b\n\n[a](#c)\n",
    ["#c"],
    '# A `b` & c\n\n# A b\n\n# A b\n\n[a](#a-b--c) [b](#a-b-1) [c](#d)\n\n<a id="d"></a>\n',
  ],
  "links/relative_path_warning": ["[a](../../../b.md)", ["../../../b.md"], "[a](../b.md)"],
  "links/external_link_warning": ["http://a.example", ["http://a.example"], "https://a.example"],
  "seo/h1_required": ["## a\n", ["a"], "<h1>a</h1>\n"],
  "seo/h1_unique": ["# a\n\n# b\n", ["b"], "# a\n\n## b\n"],
  "seo/h1_first": ["## a\n\n# b\n", ["a"], "# b\n\n## a\n"],
  "seo/hierarchy_skip": ["# a\n\n### b\n", ["b"], "# a\n\n## b\n\n### c\n\n# d\n"],
  "seo/empty_heading": ["# \n\n## b\n", ["# "], "# a\n"],
  "seo/h1_length": ["# Short\n", ["Short"], "# A heading that is long enough\n"],
  "seo/h2_length": ["## Short\n", ["Short"], "## Long enough\n"],
  "seo/h3_length": ["### Abcd\n", ["Abcd"], "### Abcde\n"],
  "seo/h4_length": [`#### ${"x".repeat(81)}\n`, ["x".repeat(81)], `#### ${"x".repeat(80)}\n`],
  "seo/h5_length": ["##### ab\n", ["ab"], "##### abc\n"],
  "seo/h6_length": ["###### ab\n", ["ab"], "###### abc\n"],
  "truth/unknown_name": ["`ACME_HOUSE=/` in Zorvexer", ["ACME_HOUSE", "Zorvexer"], "`ACME_HOME=/` in Zorvex Reader"],
  "truth/near_name": [
    "The plugin zorvex-reader and the Zorvex Raeder.",
    ["zorvex-reader", "Zorvex Raeder"],
    "The Zorvex Reader, `zorvex-reader`, a rest, https://acme.example/zorvex-reader and my-zorvex-reader.",
  ],
  "truth/deprecated_name": ["Use ZX Reader.", ["ZX Reader"], "Use Zorvex Reader."],
  "truth/removed_name": ["Use Tovik.", ["Tovik"], "---\nversion: 3.0\n---\n\nUse Tovik.\n"],
  "truth/wrong_version": [
    "---\nversion: 2.3\n---\n\nKelmar Writer\n",
    ["Kelmar Writer"],
    "---\nversion: 2\n---\n\nKelmar Writer\n",
  ],
  "truth/missing_prerequisite": ["`Kelmar Writer`", ["Kelmar Writer"], "`Kelmar Writer` needs Zorvex Reader"],
  "truth/invalid_combination": ["Kelmar Writer, `ACME_HOME`", ["Kelmar Writer"], "Zorvex Reader, `ACME_HOME`"],
  "truth/used_but_not_declared": [
    "---\nplugins: [Kelmar Writer]\n---\n\nZorvex Reader\n",
    ["Zorvex Reader"],
    "---\nplugins: [Zorvex Reader]\n---\n\nZorvex Reader\n",
  ],
  "truth/forbidden_pattern": ["To read it, Click here.", ["Click here"], "Read [it](https://a.example/click here)."],
  "truth/wrong_fact": [
    "The Zorvex Reader listens; its port is 4900.",
    ["4900"],
    "The Zorvex Reader listens; its port is 4800. Another paragraph:\n\nThe port is 4900.",
  ],
  "truth/hidden_text": [
    "a\u200bb <!-- Readers never see this text --> <b hidden>c</b>",
    ["\u200b", "<!-- Readers never see this text -->", "<b hidden>"],
    "ab <!-- markdownlint-disable all the rules here --> <b>c</b>",
  ],
};

test("every rule has an example", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test.each(Object.entries(EXAMPLES))(
  "%s marks what is wrong, where it is, and nothing else",
  (id, [wrong, marked, right]) => {
    const found = (text: string) => checkText(text, {}, { truth }).filter(({ rule }) => rule === id);
    expect(found(wrong).map(({ start, end }) => wrong.slice(start, end))).toEqual(marked);
    expect(found(right)).toEqual([]);
    expect(found(wrong.replaceAll("\n", "\r\n")).length).toBe(marked.length);
  },
);

test("an edit mends what it was found for, changes nothing else and finds nothing to do again", () => {
  const text = "one \r\n\r\n\r\n\r\n[a](./b c.md)\t\r\n";
  const edits = checkText(text).flatMap(({ edit }) => edit ?? []);
  const mended = applyEdits(text, edits).text;
  expect(mended).toBe("one\r\n\r\n[a](<./b c.md>)\r\n");
  expect(checkText(mended).filter(({ edit }) => edit)).toEqual([]);
});

test("levels and limits can be set, and a finding says its line and column", () => {
  const settings = {
    levels: { "seo/h1_required": "off" },
    limits: { "structure/deep_nesting": { level: 1 } },
  } as const;
  const found = checkText(`> text\n>\n> ## a\n\n${long(40)}\n`, settings);
  expect(found.filter(({ rule }) => rule === "seo/h1_required" || rule === "structure/deep_nesting")).toMatchObject([
    { rule: "structure/deep_nesting", line: 3, column: 6, level: "info" },
  ]);
});
