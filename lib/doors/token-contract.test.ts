import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { INSTRUCTIONS } from "./mcp-server.ts";
import { listedTools, TOOLS } from "./mcp-tools.ts";
import { callTool, readArguments } from "./tools/call-tool.ts";
import { TOOLSETS } from "./tools/tool.ts";

// What Turbo costs the model of an agent, counted by the tokenizer of a current one.

const tokens = (text: string) => encode(text).length;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  const ctx = () => world.as();
  await run(createProject, ctx(), { name: "Shop", key: "SHOP" });
  for (const [title, path] of [
    ["Money is kept in whole cents", "src/pay/**"],
    ["Every form names its field that is wrong", "src/forms/**"],
  ] as const) {
    await run(createDecision, ctx(), {
      project: "SHOP",
      title,
      context: "Sums came out a cent off, and people did not see which field was refused.",
      outcome: "One way for all of the code, checked where data comes in.",
      rationale: "It is the smallest thing that holds everywhere.",
      options: [
        { name: "As it is decided", chosen: true },
        { name: "Each module its own way", whyNot: "Nobody could tell which was right." },
      ],
      governs: { paths: [path] },
      accept: true,
    });
  }
  for (let n = 1; n <= 40; n += 1) {
    await run(createIssue, ctx(), {
      project: "SHOP",
      title: `Customer number ${n} can pay by an invoice that is due later`,
      description: "They buy for a company and are not allowed a card.\n\nThe invoice goes out by mail.",
      status: "ready",
      priority: n === 1 ? "high" : "medium",
      criteria: ["An invoice is offered from 50 on", "It is sent within a minute", "A late one is reminded of"],
    });
  }
});
afterAll(() => world.close());

async function reply(name: string, given: Record<string, unknown>): Promise<string> {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  const { content, isError } = await callTool(tool, world.as(), readArguments(tool, given));
  const text = content.map((part) => part.text).join("\n");
  if (isError) throw new Error(text);
  return text;
}

test("all tools are listed in 3,000 tokens, and with the instructions in 3,500", () => {
  const listed = JSON.stringify(listedTools({ actor: world.as().actor, toolsets: [] }));
  expect(tokens(listed)).toBeLessThanOrEqual(3_000);
  expect(tokens(listed) + tokens(INSTRUCTIONS)).toBeLessThanOrEqual(3_500);
});

test.each(TOOLS)("every argument of $name is described or has a closed list of values", ({ name }) => {
  const listed = listedTools({ actor: world.as().actor, toolsets: TOOLSETS });
  const { properties = {} } = listed.find((one) => one.name === name)?.inputSchema ?? {};
  const bare = Object.entries(properties as Record<string, { description?: string; enum?: unknown[] }>)
    .filter(([, told]) => !told.description && !told.enum)
    .map(([argument]) => argument);
  expect(Object.keys(properties).length).toBeGreaterThan(0);
  expect(bare).toEqual([]);
});

test("a row of a list takes 80 bytes", async () => {
  const rows = (await reply("find", { project: "SHOP", limit: 40 })).split("\n").filter((row) => /^SHOP-\d/.test(row));
  const queued = (await reply("list_queue", { limit: 40 })).split("\n").filter((row) => /SHOP-\d/.test(row));
  for (const listed of [rows, queued]) {
    expect(listed.length).toBe(40);
    expect(Buffer.byteLength(listed.join("")) / listed.length).toBeLessThanOrEqual(80);
  }
});

test("a whole issue, from its start to its end with all that is usual between, takes fewer than 2,500 tokens of replies", async () => {
  const start = await reply("start_work", {});
  const issue = /SHOP-\d+/.exec(start)?.[0] ?? "";
  const lease = /lease (\S+)/.exec(start)?.[1]?.replace(/[.,;]$/, "");
  const replies = [
    start,
    await reply("decisions_for", { paths: ["src/pay/invoice.ts", "src/forms/invoice-form.tsx"] }),
    await reply("add_comment", { on: issue, body: "The mail goes out by the queue that reminders use." }),
    await reply("add_comment", { on: issue, body: "Reminders wait for seven days." }),
    await reply("finish_work", {
      ...{ issue, lease, note: "Invoices from 50 on.", commits: ["4f1c2aa"] },
      evidence: ["1 commit 4f1c2aa", "2 test_run https://ci.example.org/7", "3 note Reminders run daily"],
    }),
  ];
  expect(replies.map(tokens).reduce((sum, one) => sum + one, 0)).toBeLessThan(2_500);
});
