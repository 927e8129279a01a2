import { expect, test } from "@playwright/test";
import { freshPostgres, type RunningTurbo, startTurbo } from "../start.ts";

const AGENTS = 16;

/** Asks one server for work, as the window of an agent that is named by its session. */
async function startWork({ url, agentKey }: RunningTurbo, session: string, args: object = {}) {
  const response = await fetch(`${url}/mcp/tools/start_work`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": agentKey },
    body: JSON.stringify({ session, ...args }),
  });
  if (!response.ok) return { key: null, text: await response.text() };
  const { text, data } = (await response.json()) as { text: string; data: { issue: { key: string } } };
  return { key: data.issue.key, text };
}

/** Sixteen agents at once, in turn at each of the servers, on one issue and then on sixteen. */
async function expectOneWinnerEach(servers: readonly RunningTurbo[]): Promise<void> {
  const [first] = servers;
  if (!first) throw new Error("there is no server");
  const file = (title: string) => first.rest("POST", "/issues", { project: "ALL", title, status: "ready" });
  expect((await first.rest("POST", "/projects", { name: "All", key: "ALL" })).status).toBe(201);
  const all = (args?: object) =>
    Promise.all(
      Array.from({ length: AGENTS }, (_, n) =>
        startWork(servers[n % servers.length] ?? first, `agent ${n}${args ? " again" : ""}`, args),
      ),
    );

  expect((await file("The only one")).status).toBe(201);
  const one = await all({ issue: "ALL-1" });
  expect(one.filter(({ key }) => key === "ALL-1")).toHaveLength(1);
  for (const { text } of one.filter(({ key }) => key === null)) expect(text).toContain("is claimed by");

  for (let n = 0; n < AGENTS; n++) expect((await file(`One of many, ${n}`)).status).toBe(201);
  const many = await all();
  expect(new Set(many.map(({ key }) => key)).size, many.map(({ text }) => text.slice(0, 200)).join("\n")).toBe(AGENTS);
  expect(many.map(({ key }) => key)).not.toContain(null);
  const { text } = await startWork(first, "one more");
  expect(text).toContain("Nothing that you may take is ready");
}

test("Of sixteen agents at one server each gets an issue of its own, and one issue goes to one.", async () => {
  const server = await startTurbo();
  try {
    await expectOneWinnerEach([server]);
  } finally {
    await server.stop();
  }
});

test("The same at two servers on one PostgreSQL.", async () => {
  const { url: databaseUrl, remove } = await freshPostgres();
  const servers = await Promise.all([startTurbo({ databaseUrl }), startTurbo({ databaseUrl })]);
  try {
    // The key that the first server made is good at both.
    const agentKey = servers.map((server) => server.agentKey).find(Boolean) ?? "";
    await expectOneWinnerEach(servers.map((server) => ({ ...server, agentKey })));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await remove();
  }
});
