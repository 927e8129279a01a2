import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeMcpFile } from "./mcp-file.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-mcp-"));
  file = path.join(folder, ".mcp.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("Turbo joins the servers that are there, and the key stays in the environment.", () => {
  writeFileSync(file, JSON.stringify({ mcpServers: { other: { type: "stdio", command: "other" } }, own: 1 }));
  writeMcpFile(file, "http://127.0.0.1:3000");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    own: 1,
    mcpServers: {
      other: { type: "stdio", command: "other" },
      turbo: { type: "http", url: "http://127.0.0.1:3000/api/mcp", headers: { "X-API-Key": `$\{TURBO_API_KEY}` } },
    },
  });
});

test("A file that is not JSON is left as it is.", () => {
  writeFileSync(file, "{ broken");
  expect(() => writeMcpFile(file, "http://127.0.0.1:3000")).toThrow("is not valid JSON, so it was left as it is.");
  expect(readFileSync(file, "utf8")).toBe("{ broken");
});
