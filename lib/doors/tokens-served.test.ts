import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { estimateTokens } from "#lib/core/token-estimate";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { getSession } from "#lib/domain/sessions/get-session";
import { listTokens } from "#lib/domain/tokens/list-tokens";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { serve } from "#lib/testing/serve";
import { ENGINES, withKey } from "#lib/testing/world";
import { answerMcp } from "./mcp.ts";
import { answerToolShortcut } from "./mcp-shortcut.ts";
import { settleTokens } from "./tokens-served.ts";

const PORT = 4508;

describe.each(ENGINES)("%s", (engine) => {
  let world: DoorWorld;
  let end: () => Promise<void>;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    world = await makeDoorWorld(engine, PORT);
    for (const key of ["PLAN", "DOX"]) {
      ids[key] = (await run(createProject, world.as(), { name: key, key })).id;
      await run(createIssue, world.as(), { project: key, title: `First of ${key}`, status: "ready" });
    }
    end = await serve(PORT, answerMcp);
  });
  afterAll(async () => {
    await end();
    await world.close();
  });

  const served = (input: object, actor = world.owner) => run(listTokens, world.as(actor), input);

  test.each(["modern", "legacy"] as const)(
    "What a %s client is answered is added up by tool, agent, project and session.",
    async (generation) => {
      const key = await world.makeKey({ name: `${generation} key` });
      const mode = generation === "modern" ? { pin: "2026-07-28" } : ("legacy" as const);
      const client = new Client({ name: "test-agent", version: "7.1" }, { versionNegotiation: { mode } });
      const requestInit = { headers: { "x-api-key": key.secret } };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${world.origin}/api/mcp`), { requestInit }));
      let tokens = 0;
      const call = async (name: string, args: Record<string, unknown>) => {
        const result = await client.callTool({ name, arguments: args });
        const [first] = result.content as { text: string }[];
        const cost = estimateTokens(first?.text ?? "");
        tokens += cost;
        return cost;
      };
      const session = `${generation} window`;
      await call("get", { key: "PLAN-1" });
      await call("get", { key: "NONE-1" });
      await call("find", { project: "DOX" });
      await call("find", {});
      const first = await call("add_comment", { on: "PLAN-1", body: "See DOX-1.", session });
      const second = await call("add_comment", { on: "PLAN-1", body: "Once more.", session });
      await settleTokens();
      await call("get", { key: "PLAN-1" });
      await settleTokens();
      const { items: tools, tokens: all } = await served({ key: key.id });
      expect(all - (tools.find(({ name }) => name === "tools/list")?.tokens ?? 0)).toBe(tokens);
      const calls = Object.fromEntries(tools.map(({ name, calls: of }) => [name, of]));
      expect(calls).toMatchObject({ get: 3, find: 2, add_comment: 2 });
      const projects = await served({ by: "project", key: key.id });
      expect(projects.items.map(({ name }) => name)).toEqual(expect.arrayContaining(["PLAN", "DOX", null]));
      expect((await served({ key: key.id, project: "DOX" })).items).toMatchObject([{ name: "find", calls: 1 }]);
      const agents = await served({ by: "agent" });
      expect(agents.items).toContainEqual(
        expect.objectContaining({ id: key.id, name: `${generation} key`, tokens: all }),
      );
      expect((await served({ by: "day", key: key.id })).items).toMatchObject([{ tokens: all }]);
      expect(await run(getSession, world.as(), { session })).toMatchObject({ writes: 2, tokens: first + second });
      await client.close();
    },
  );

  test("A tool that is called as plain JSON counts as well, and a limited key sees what was about its projects.", async () => {
    const key = await world.makeKey({ name: "plain" });
    const asked = { key: key.secret, body: { issue: "DOX-1" } };
    const response = await answerToolShortcut(world.request("POST", "/mcp/tools/get", asked));
    const { text } = (await response.json()) as { text: string };
    await settleTokens();
    const comment = { ...asked, body: { on: "DOX-1", body: "Plain.", session: "plain window" } };
    const row = { calls: 1, tokens: estimateTokens(text) };
    expect((await served({ key: key.id })).items).toMatchObject([{ name: "get", ...row }]);
    await answerToolShortcut(world.request("POST", "/mcp/tools/add_comment", comment));
    await settleTokens();
    expect((await run(getSession, world.as(), { session: "plain window" })).tokens).toBeGreaterThan(0);
    const limited = withKey(world.owner, { projectIds: [ids.DOX ?? ""] });
    expect((await served({ by: "project" }, limited)).items.map(({ name }) => name)).toEqual(["DOX"]);
  });
});
