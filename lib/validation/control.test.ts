import { expect, test } from "vitest";
import { checkText } from "./check.ts";

const ONE = "[a](#x)";
const only = { levels: { "structure/content_too_short": "off", "seo/h1_required": "off" } } as const;
const rulesAt = (text: string) => checkText(text, only).map(({ rule, line }) => `${line} ${rule}`);
const FOUND = "links/broken_reference";

test.each([
  ["the next line", `<!-- turbo-disable-next-line ${FOUND} -- generated later -->\n${ONE}\n${ONE}\n`, [`3 ${FOUND}`]],
  ["its own line", `${ONE} <!-- turbo-disable-line -->\n${ONE}\n`, [`2 ${FOUND}`]],
  [
    "from there to where it is enabled again",
    `${ONE}\n\n<!-- turbo-disable links/* -->\n\n${ONE}\n\n<!-- turbo-enable -->\n\n${ONE}\n`,
    [`1 ${FOUND}`, `9 ${FOUND}`],
  ],
  ["the whole file", `${ONE}\n\n<!-- turbo-disable-file ${FOUND} -->\n`, []],
  ["in MDX as well", `{/* turbo-disable-next-line ${FOUND} */}\n${ONE}\n`, []],
])("A comment hides what is found in %s.", (_, text, left) => {
  expect(rulesAt(text)).toEqual(left);
});

test("A comment that stands in code hides nothing, and one that hides nothing says so.", () => {
  expect(rulesAt(`\`<!-- turbo-disable-line -->\` ${ONE}\n`)).toEqual([`1 ${FOUND}`]);
  expect(rulesAt("<!-- turbo-disable-file seo/empty_heading, links/empty_url -->\n")).toEqual([
    "1 control/unused_comment",
    "1 control/unused_comment",
  ]);
  const off = { levels: { ...only.levels, "seo/empty_heading": "off" } } as const;
  expect(checkText("<!-- turbo-disable-file seo/empty_heading -->\n", off)).toEqual([]);
});

test("A comment that names no rule there is, or is none itself, is told with what was meant.", () => {
  const [first] = checkText(`<!-- turbo-disable-line links/broken_referenc -->\n`, only);
  expect(first).toMatchObject({ rule: "control/unknown_rule", level: "warning" });
  expect(first?.message).toContain('Did you mean "links/broken_reference"?');
  expect(checkText("<!-- turbo-disable-lines -->\n", only)[0]?.message).toContain('Did you mean "turbo-disable-line"?');
});
