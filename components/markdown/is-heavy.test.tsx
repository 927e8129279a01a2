import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { processorTime } from "#lib/testing/processor-time";
import { ClientMarkdown } from "./client-markdown.tsx";
import { isHeavy } from "./is-heavy.tsx";
import { Markdown } from "./markdown.tsx";

const HEAVY: [string, string][] = [
  ["quotes in quotes", ">".repeat(5000)],
  ["lists in lists on one line", `${"- ".repeat(5000)}a`],
  ["lists in lists line by line", Array.from({ length: 600 }, (_, at) => `${"  ".repeat(at)}- x`).join("\n")],
  ["emphasis in emphasis", "*a **b ".repeat(2000) + "c** d*".repeat(2000)],
  ["pictures in pictures", `${"![".repeat(1000)}a${"](b)".repeat(1000)}`],
  ["very many quotes", ">a\n\n".repeat(20_000)],
];

test.each(HEAVY)("%s are shown as they stand, at once", (_, source) => {
  const spent = processorTime(() => {
    expect(renderToString(<ClientMarkdown source={source} projects={[]} />)).toContain("whitespace-pre-wrap");
    expect(Markdown({ source, projects: [] }).props.className).toContain("whitespace-pre-wrap");
  });
  expect(spent).toBeLessThan(1000);
});

test("what people write is read as Markdown, long lists, rules and numbers included", () => {
  const list = Array.from({ length: 500 }, (_, at) => `- Item ${at}\n  1. a part of it\n     > said so`).join("\n");
  const words = "| *a* | _b c_ | **d _e_** | snake_case_name | [x](y) | ![p](q) | 2 * 3 |\n".repeat(300);
  expect(isHeavy(`${words}\n\n${"(*a*, **b**) ".repeat(400)}`)).toBe(false);
  expect(isHeavy(`${list}\n\n---\n\n**All** of it.\n\n${" ".repeat(400)}code - not a list`)).toBe(false);
  expect(renderToString(<ClientMarkdown source="- a" projects={[]} />)).toContain(`<li dir="auto">a</li>`);
});
