import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContext } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { resumeSession } from "#lib/domain/sessions/resume-session";
import { stopSession } from "#lib/domain/sessions/stop-session";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { serve } from "#lib/testing/serve";
import { ENGINES } from "#lib/testing/world";
import { answerMcp } from "./mcp.ts";
import { answerRest } from "./rest.ts";

const PORT = 4507;

describe.each(ENGINES)("%s", (engine) => {
  let world: DoorWorld;
  /** As another server on the same database has it. */
  let elsewhere: Database;
  let end: () => Promise<void>;
  beforeAll(async () => {
    world = await makeDoorWorld(engine, PORT);
    elsewhere = connect({ url: world.url, durability: "normal", poolSize: 2 });
    await run(createProject, world.as(), { name: "Plans", key: "PLAN" });
    for (const title of ["Oil the hinges", "Paint the door"])
      await run(createIssue, world.as(), { project: "PLAN", title, status: "ready" });
    end = await serve(PORT, answerMcp);
  });
  afterAll(async () => {
    await end();
    await elsewhere.close();
    await world.close();
  });

  const byAda = (operation: typeof stopSession | typeof resumeSession, input: object) =>
    run(operation, createContext({ actor: world.owner, database: elsewhere, log: world.as().log }), input);

  test("An agent over MCP that is stopped on one server is told so by another at its next write, and goes on once it is resumed.", async () => {
    const { secret } = await world.makeKey({ name: "agent key" });
    const client = new Client({ name: "test-agent", version: "7.1" }, { versionNegotiation: { mode: "legacy" } });
    const requestInit = { headers: { "x-api-key": secret } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${world.origin}/api/mcp`), { requestInit }));
    const call = async (name: string, args: Record<string, unknown>) => {
      const result = await client.callTool({ name, arguments: args });
      const [first] = result.content as { text: string }[];
      return `${result.isError === true ? "refused: " : ""}${first?.text ?? ""}`;
    };
    const session = "night shift";
    expect(await call("start_work", { session })).toContain("PLAN-1");
    expect(await byAda(stopSession, { session, reason: "Wrong branch." })).toMatchObject({ released: ["PLAN-1"] });
    const write = () => call("add_comment", { on: "PLAN-1", body: "Done.", session });
    const refused = await write();
    expect(refused).toMatch(/^refused: .*Ada Lindqvist stopped this session at .*"Wrong branch\."/s);
    expect(refused).toContain("Do not repeat this write");
    expect(await call("start_work", { session })).toMatch(/^refused: .*stopped this session/s);
    expect(await call("get", { key: "PLAN-1" })).toContain("Oil the hinges");
    await byAda(resumeSession, { session });
    expect(await write()).toContain("PLAN-1");
    await client.close();
  });

  test("A session is known by its name without spaces around it, and one that is called none is that of writes without one.", async () => {
    const { secret } = await world.makeKey({ name: "careless key" });
    const client = new Client({ name: "test-agent", version: "7.1" }, { versionNegotiation: { mode: "legacy" } });
    const requestInit = { headers: { "x-api-key": secret } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${world.origin}/api/mcp`), { requestInit }));
    for (const sent of [" late shift ", "none"]) {
      const write = () =>
        client.callTool({ name: "add_comment", arguments: { on: "PLAN-1", body: "Seen.", session: sent } });
      expect(await write()).not.toHaveProperty("isError");
      await byAda(stopSession, { session: sent, key: "careless key", reason: "Enough." });
      expect(await write()).toMatchObject({ isError: true });
    }
    await client.close();
  });

  test("Over REST a stopped session gets 403 with the reason, also for a write that it repeats.", async () => {
    const { secret } = await world.makeKey({ name: "script", kind: "script" });
    const headers = { "x-turbo-session": "import", "idempotency-key": "once" };
    const write = () =>
      answerRest(world.request("PATCH", "/api/v1/issues/PLAN-2", { key: secret, headers, body: { priority: "high" } }));
    expect((await write()).status).toBe(200);
    await byAda(stopSession, { session: "import", reason: "Too fast." });
    const response = await write();
    expect(response.status).toBe(403);
    expect((await response.json()).detail).toContain('"Too fast."');
  });
});
