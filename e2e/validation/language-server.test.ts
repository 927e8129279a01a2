import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type CodeAction,
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from "vscode-languageserver/node";

const TURBO = path.resolve(import.meta.dirname, "../../bin/turbo.mjs");
let home: string;
let editor: ProtocolConnection;
let server: ChildProcess;
let said: PublishDiagnosticsParams[];
let errors: string[];

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), "turbo-lsp-"));
  mkdirSync(path.join(home, "truth"));
  writeFileSync(path.join(home, "truth/app.yaml"), "- { name: Zorvex, aliases: [{ text: ZX, status: deprecated }] }\n");
  server = spawn(process.execPath, [TURBO, "lsp"], { cwd: tmpdir(), stdio: ["pipe", "pipe", "inherit"] });
  if (!server.stdin || !server.stdout) throw new Error("unreachable");
  editor = createProtocolConnection(server.stdout, server.stdin);
  said = [];
  errors = [];
  editor.onNotification(
    "textDocument/publishDiagnostics",
    (params: PublishDiagnosticsParams) => void said.push(params),
  );
  editor.onNotification("window/showMessage", ({ message }: { message: string }) => void errors.push(message));
  editor.listen();
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: false } } };
  const workspaceFolders = [{ uri: pathToFileURL(home).href, name: "docs" }];
  await editor.sendRequest("initialize", { processId: process.pid, rootUri: null, workspaceFolders, capabilities });
  await editor.sendNotification("initialized", {});
});
afterEach(async () => {
  await editor.sendRequest("shutdown");
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await editor.sendNotification("exit");
  expect(await ended).toBe(0);
  editor.dispose();
  rmSync(home, { recursive: true, force: true });
});

const uri = () => pathToFileURL(path.join(home, "page.md")).href;
const open = (text: string) =>
  editor.sendNotification("textDocument/didOpen", {
    textDocument: { uri: uri(), languageId: "markdown", version: 1, text },
  });
const saidOf = (version: number) => said.findLast((one) => one.version === version)?.diagnostics;

test("An editor is told what is found while one writes, with the changes that mend it.", async () => {
  await open("# A page\n\nSome 👍 words about ZX, and `ZX`.\n");
  await expect.poll(() => saidOf(1)?.map(({ code }) => code)).toContain("truth/deprecated_name");
  const [old] = saidOf(1)?.filter(({ code }) => code === "truth/deprecated_name") ?? [];
  expect(old).toMatchObject({
    ...{ source: "turbo", severity: 2, message: "ZX is an old name. Write Zorvex." },
    range: { start: { line: 2, character: 20 }, end: { line: 2, character: 22 } },
  });
  const asked = { textDocument: { uri: uri() }, range: old?.range, context: { diagnostics: [] } };
  const actions: CodeAction[] = await editor.sendRequest("textDocument/codeAction", asked);
  expect(actions.map(({ title }) => title)).toEqual([
    "Write Zorvex",
    "Turn truth/deprecated_name off for this line",
    "Mend all that Turbo can",
  ]);
  expect(actions[0]?.edit?.changes?.[uri()]).toEqual([{ range: old?.range, newText: "Zorvex" }]);
  const [silence] = actions[1]?.edit?.changes?.[uri()] ?? [];
  await editor.sendNotification("textDocument/didChange", {
    textDocument: { uri: uri(), version: 2 },
    contentChanges: [{ range: silence?.range, text: silence?.newText }],
  });
  await expect.poll(() => saidOf(2)?.map(({ code }) => code)).not.toContain("truth/deprecated_name");
});

test("Settings that changed hold at once, and those that are wrong are told and check nothing.", async () => {
  await open("# A page\n\nAbout ZX.\n");
  await expect.poll(() => saidOf(1)?.length).toBeGreaterThan(0);
  writeFileSync(path.join(home, "turbo.toml"), '[validation.rules]\n"truth/old_name" = "off"\n', { mode: 0o600 });
  said = [];
  await editor.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  await expect.poll(() => errors[0]).toContain('turbo.toml, line 2: there is no rule "truth/old_name"');
  await expect.poll(() => saidOf(1)).toEqual([]);
});
