import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { type Answer, turbo } from "../launch.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const GOOD =
  "# What this page is about\n\nA page of some length, so that nobody who comes by says of it that it is too short to be one of its own.\n";
let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "turbo-validate-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = (name: string, text: string | Buffer) => {
  mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
  writeFileSync(path.join(home, name), text);
};
const read = (name: string) => readFileSync(path.join(home, name), "utf8");
const validate = (...args: string[]): Promise<Answer> => turbo(["validate", ...args], { cwd: home, build: ROOT });
const git = (...args: string[]) =>
  spawnSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
    cwd: home,
    encoding: "utf8",
  });

test("Nothing at the fail level ends with 0, findings with 1, and what could not be checked with 2.", async () => {
  file("docs/good.md", GOOD);
  expect(await validate("docs")).toMatchObject({ code: 0, stdout: "1 file: nothing found.\n" });
  file("docs/bad.md", `${GOOD}\n[a](#nowhere)\n`);
  file("docs/warned.md", `${GOOD}\n# Another heading\n\nWith words.\n`);
  expect(await validate("docs/warned.md")).toMatchObject({ code: 0 });
  expect(await validate("docs/warned.md", "--max-warnings", "0")).toMatchObject({ code: 1 });
  expect(await validate("docs", "--rule", "links/broken_reference=off", "--fail-level", "warning")).toMatchObject({
    code: 1,
  });
  const bad = await validate("docs");
  expect(bad).toMatchObject({ code: 1, stderr: "" });
  expect(bad.stdout).toContain("docs/bad.md:5:5  error    Nothing on this page is called #nowhere.");
  mkdirSync(path.join(home, "empty"));
  file("binary.md", Buffer.from([0, 1, 2, 3]));
  file("latin.md", Buffer.from("caf\xe9 et th\xe9\n", "latin1"));
  for (const [args, why] of [
    [["empty"], "There are no Markdown files in empty."],
    [["binary.md", "latin.md"], "latin.md is not UTF-8 text"],
    [["docs", "--rule", "broken_reference=off"], 'Did you mean "links/broken_reference"?'],
    [["docs", "--family", "app"], "There is no truth here"],
    [["docs", "--since", "HEAD"], "--since HEAD: git says"],
    [["docs", "--baseline", "none.json"], "none.json cannot be read"],
  ] as const) {
    const { code, stderr } = await validate(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
  }
  const some = await validate(".", "--json");
  expect(JSON.parse(some.stdout)).toMatchObject({ files: 3, skipped: [{ path: "binary.md" }, { path: "latin.md" }] });
});

test("Settings say what is asked where, and what is wrong in them is told with its line.", async () => {
  file("docs/bad.md", `${GOOD}\n[a](#nowhere)\n`);
  file("docs/old/bad.md", `${GOOD}\n[a](#nowhere)\n`);
  file("gone/bad.md", "[a]()\n");
  file(
    "turbo.toml",
    `[validation]\nexclude = ["gone"]\n\n[validation.rules]\n"links/broken_reference" = "warning"\n\n[[validation.folders]]\npath = "docs/old"\nrules = { "links/broken_reference" = "off" }\n`,
  );
  const { code, stdout } = await validate("--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).findings).toMatchObject([{ path: "docs/bad.md", level: "warning" }]);
  for (const [toml, why] of [
    ['\n[validation.rules]\n"links/broken_refrence" = "off"\n', "turbo.toml, line 3: there is no rule"],
    ['[validation.rules]\n"links/broken_reference" = "of"\n', "in turbo.toml, line 2, must be error, warning"],
    ['[validation]\nprofil = "strict"\n', "Did you mean validation.profile?"],
  ] as const) {
    file("turbo.toml", toml);
    expect(await validate()).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
  }
});

test("Files that git ignores, hidden folders, packages and links in a circle are passed over.", async () => {
  for (const name of ["a.md", "b/c.mdx", "ignored/d.md", "node_modules/x/e.md", ".hidden/f.md"]) file(name, GOOD);
  symlinkSync("..", path.join(home, "b/up"));
  const paths = async () => (await validate("--format", "junit")).stdout.match(/(?<=testsuite name=")[^"]+/g);
  expect(await paths()).toEqual(["a.md", "b/c.mdx", "ignored/d.md"]);
  git("init", "-q");
  file(".gitignore", "ignored/\n");
  file("removed.md", GOOD);
  git("add", ".");
  rmSync(path.join(home, "removed.md"));
  expect(await paths()).toEqual(["a.md", "b/c.mdx"]);
  expect(await validate("ignored")).toMatchObject({ code: 0, stdout: "1 file: nothing found.\n" });
});

test("Since a revision only what changed is told, with changed lines only what stands on them.", async () => {
  git("init", "-q");
  file("a.md", `${GOOD}\n[a](#one)\n`);
  file("b.md", `${GOOD}\n[a](#two)\n`);
  const odd = 'q"\u0007.md';
  file(odd, GOOD);
  git("add", ".");
  git("commit", "-qm", "First");
  file("a.md", `${read("a.md")}\nMore [b](#three).\n`);
  file("n w.md", "[c](#four)\n");
  file(odd, `${GOOD}\n[d](#five)\n`);
  const found = async (...args: string[]) =>
    JSON.parse(
      (await validate("--json", "--rule", "structure/content_too_short=off,seo/h1_required=off", ...args)).stdout,
    ).findings.map(({ path: at, snippet }: { path: string; snippet: string }) => `${at} ${snippet}`);
  expect(await found("--since", "HEAD")).toEqual(["a.md #one", "a.md #three", "n w.md #four", `${odd} #five`]);
  expect(await found("--since", "HEAD", "--changed-lines")).toEqual(["a.md #three", "n w.md #four", `${odd} #five`]);
});

test("Mending shows what it would do, keeps mode, mark and line ends, and a baseline leaves only what is new.", async () => {
  const text = `\uFEFF${GOOD.replaceAll("\n", "\r\n")}\r\n[a](./b c.md) and [d](#e)\r\n`;
  file("a.md", text);
  chmodSync(path.join(home, "a.md"), 0o640);
  const { stdout, code } = await validate("a.md", "--diff");
  expect({ code, changed: stdout.split(/\r?\n/).filter((line) => /^[+-]/.test(line)) }).toEqual({
    code: 0,
    changed: ["--- a/a.md", "+++ b/a.md", "-[a](./b c.md) and [d](#e)", "+[a](<./b c.md>) and [d](#e)"],
  });
  expect(read("a.md")).toBe(text);
  expect(await validate("a.md", "--fix")).toMatchObject({ code: 1, stderr: "Mended 1 file.\n" });
  expect(read("a.md")).toBe(text.replace("./b c.md", "<./b c.md>"));
  expect(statSync(path.join(home, "a.md")).mode & 0o777).toBe(0o640);
  expect(readdirSync(home)).toEqual(["a.md"]);
  expect(await validate("--baseline", "known.json", "--write-baseline")).toMatchObject({ code: 0 });
  file("a.md", `${read("a.md").replace("\r\n", "\r\n\r\nNew words.\r\n")}\n[f](#g)\n`);
  const after = await validate("--baseline", "known.json");
  expect(after).toMatchObject({ code: 1, stdout: expect.stringContaining("1 more is in the baseline.") });
  expect(after.stdout).toContain("#g");
  expect(after.stdout).not.toContain("#e");
  file("known.json", read("known.json").slice(0, -20));
  expect(await validate("--baseline", "known.json")).toMatchObject({ code: 2 });
});

test("Truth that is empty, cut off or contradicts itself is never a clean run.", async () => {
  file("a.md", GOOD);
  mkdirSync(path.join(home, "truth"));
  expect(await validate()).toMatchObject({ code: 2, stderr: expect.stringContaining("truth holds no truth") });
  file("truth/app.yaml", "- name: Turbo Board\n  aliases: [Board\n");
  expect(await validate()).toMatchObject({ code: 2, stderr: expect.stringContaining("truth/app.yaml:3: ") });
  file("truth/app.yaml", "- name: Board\n- name: View\n  aliases: [board]\n");
  expect(await validate()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("stands for app/board and app/view"),
  });
  expect(await validate("--truth", "none")).toMatchObject({ code: 0 });
  file("truth/app.yaml", "- name: Board\n- name: View\n");
  expect(await turbo(["truth", "check"], { cwd: home, build: ROOT })).toMatchObject({
    code: 0,
    stdout: "2 entries with 2 names in 1 file (app 2): nothing contradicts itself.\n",
  });
  expect(await validate("--family", "ap")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "app"?'),
  });
  expect(await validate("--family", "app")).toMatchObject({ code: 0 });
});

test("Many files are checked by threads, and the answer is that of one, of what was kept and of a broken keep.", async () => {
  for (let at = 0; at < 250; at++) file(`docs/${at}.md`, `${GOOD}\n[a](#${at % 7}) é\n`);
  const all = await validate("docs", "--format", "rdjsonl", "--no-cache");
  expect(all.stdout.trim().split("\n")).toHaveLength(250);
  expect(existsSync(path.join(home, ".turbo"))).toBe(false);
  const again = () => validate("docs", "--format", "rdjsonl", "--cache");
  expect(await again()).toEqual(all);
  const folder = path.join(home, ".turbo/cache/validation");
  const [kept = ""] = readdirSync(folder);
  expect(await again()).toEqual(all);
  const text = readFileSync(path.join(folder, kept), "utf8");
  writeFileSync(path.join(folder, kept), text.replaceAll("Nothing on this page", "Something on this page"));
  expect(await again()).toEqual(all);
  const names = Array.from({ length: 100 }, (_, at) => `docs/${99 - at}.md`);
  const few = await validate(...names, "--format", "rdjsonl", "--no-cache");
  const lines = all.stdout.split("\n").filter((line) => /"docs\/\d{1,2}\.md"/.test(line));
  expect(few.stdout.trim().split("\n")).toEqual(lines);
});

test("The step for GitHub's workflows checks what it is told to, and takes its words for nothing else.", async () => {
  const { runs } = parse(readFileSync(path.join(ROOT, "deploy/validate-action/action.yml"), "utf8"));
  const [{ run, env }] = runs.steps;
  expect(env).toEqual({
    PATHS: expect.stringContaining("inputs.paths"),
    OPTIONS: expect.stringContaining("inputs.options"),
  });
  file("docs/bad.md", `${GOOD}\n[a](#nowhere)\n`);
  const step = (PATHS: string, OPTIONS: string) =>
    spawnSync("bash", ["-e", "-o", "pipefail", "-c", run], {
      cwd: home,
      encoding: "utf8",
      env: { ...process.env, GITHUB_ACTION_PATH: path.join(ROOT, "deploy/validate-action"), PATHS, OPTIONS },
    });
  expect(step("docs", "--fail-level never")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^::error file=docs\/bad\.md,line=5,/),
  });
  expect(step("docs $(touch made) ;", "")).toMatchObject({ status: 2, stderr: expect.stringContaining("$(touch") });
  expect(existsSync(path.join(home, "made"))).toBe(false);
});
