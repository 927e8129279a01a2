import { createInterface } from "node:readline";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

// An agent as a process of its own: it reads one order a line (JSON) and answers each with a line.
const [url, key, session, seed] = process.argv.slice(2);

const client = new Client({ name: "agent process", version: "1.0" }, { versionNegotiation: { mode: "legacy" } });
const requestInit = { headers: { "x-api-key": key, "x-turbo-session": session } };
await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));

async function call(tool, args = {}) {
  const { content, isError } = await client.callTool({ name: tool, arguments: args });
  const text = content[0]?.text ?? "";
  return { text, refused: isError === true, events: eventsOf(text) };
}

/** The numbers of the events that an answer ends with. */
function eventsOf(text) {
  const [, first, last] = /\nEvents? (\d+)(?:–(\d+))?[.;][^\n]*$/.exec(text) ?? [];
  if (first === undefined) return [];
  return Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, n) => Number(first) + n);
}

let state = Number(seed);
function random() {
  state = (state * 1664525 + 1013904223) % 4294967296;
  return state / 4294967296;
}
const oneOf = (list) => list[Math.floor(random() * list.length)];

/** Many writes of all kinds on the same issues, some of which cannot go well. */
async function mixed({ count, issues, project }) {
  const done = [];
  let held = null;
  for (let n = 0; n < count; n++) {
    const issue = oneOf(issues);
    const said = `${session} ${n}`;
    const [tool, args] = oneOf([
      () => ["add_comment", { on: issue, body: said }],
      () => ["add_comment", { on: issue, body: said }],
      () => ["log_work", { issue, minutes: 1, note: said }],
      () => ["save_issue", { project, title: said, status: "ready", confirm: true }],
      () => ["save_issue", { issue, title: said }],
      () => ["save_issue", { issue, title: said, version: 1 }],
      () => ["save_issue", { issue, labels: ["no such label"] }],
      () => ["ask_human", { issue, text: said, blocking: false }],
      () => ["save_document", { project, title: said, body: said, confirm: true }],
      () => ["start_work", { issue: held ?? issue }],
      () => ["finish_work", { issue: held ?? issue, note: said, outcome: "done" }],
      () => ["finish_work", { issue: held ?? issue, note: said, outcome: "release" }],
    ])();
    const answer = await call(tool, args);
    if (tool === "start_work" && !answer.refused) held = /[A-Z]+-\d+/.exec(answer.text)?.[0] ?? null;
    if (tool === "finish_work" && !answer.refused) held = null;
    done.push({ tool, said, ...answer, text: answer.refused ? answer.text : answer.text.slice(0, 80) });
  }
  return done;
}

process.stdout.write(`${JSON.stringify("ready")}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  const answer = order.mixed ? await mixed(order.mixed) : await call(order.tool, order.args);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await client.close();
