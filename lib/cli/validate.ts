import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { dataDirectory } from "#lib/core/data-directory";
import { TurboError } from "#lib/core/errors";
import type { Settings } from "#lib/validation/check";
import { withoutBaseline, writeBaseline } from "#lib/validation/files/baseline";
import { changedSince } from "#lib/validation/files/changed-since";
import { type Checked, checkRead, textOf } from "#lib/validation/files/check-file";
import { checkFiles } from "#lib/validation/files/check-files";
import { Kept } from "#lib/validation/files/kept";
import { knownBy } from "#lib/validation/files/known-by";
import { type FoundFiles, type MarkdownFile, markdownFiles, shownPath } from "#lib/validation/files/markdown-files";
import type { Profile } from "#lib/validation/profiles";
import { countsOf, LEVELS, type Report } from "#lib/validation/report/report";
import type { Told } from "#lib/validation/told";
import type { GivenTruth } from "#lib/validation/truth";
import { chosenSettings } from "./chosen-settings.ts";
import { couldNot } from "./could-not.ts";
import { turboVersion } from "./place.ts";
import { printable } from "./printable.ts";
import { progressLine } from "./progress-line.ts";
import { explainRule, listRules } from "./rules-text.ts";
import { tellReport } from "./tell-report.ts";
import { soundTruth, truthHere } from "./truth-here.ts";
import type { FORMATS } from "./validate-formats.ts";

export interface ValidateOptions {
  profile?: Profile;
  rule?: string[];
  listRules?: boolean;
  explain?: string;
  truth?: string;
  family?: string[];
  since?: string;
  changedLines?: boolean;
  fix?: boolean;
  diff?: boolean;
  format?: (typeof FORMATS)[number];
  json?: boolean;
  output?: string;
  failLevel?: string;
  maxWarnings?: string;
  baseline?: string;
  writeBaseline?: boolean;
  stdinFilename: string;
  cache?: boolean;
}

interface Port {
  print(text: string): void;
  note(text: string): void;
}

/** A file with what was found in it. */
interface Seen extends MarkdownFile {
  findings: readonly Told[];
  hash: string;
}

/** Checks files and tells what was found; answers the exit code. */
export function validate(paths: readonly string[], options: ValidateOptions, port: Port): Promise<number> {
  return couldNot(Boolean(options.json), async () => {
    const chosen = chosenSettings(options);
    if (options.explain !== undefined) return said(port, explainRule(options.explain, chosen.settings("")));
    if (options.listRules) return said(port, listRules(chosen.settings(""), Boolean(options.json)));
    requireTogether(options);
    const found =
      options.truth === undefined ? truthHere(chosen.truth, chosen.home) : truthHere(options.truth, process.cwd());
    const truth = soundTruth(found, options.family ?? []);
    const run = { ...chosen, truth, options, port };
    const all = paths.includes("-") ? await checkInput(paths, run) : await checkPaths(paths, run);
    for (const note of all.found.notes) port.note(printable(note));
    if (options.diff) return await showDiff(all.seen, run);
    return finish(options.fix ? await fix(all.seen, run) : all.seen, all.found, run);
  });
}

interface Run {
  settings: (path: string) => Settings;
  home: string;
  exclude: readonly string[];
  failLevel: string;
  truth: GivenTruth;
  options: ValidateOptions;
  port: Port;
}

function said({ print }: Port, text: string): number {
  print(printable(text));
  return 0;
}

/** Throws `malformed` where one option says nothing without another, or is no number. */
function requireTogether({
  changedLines,
  since,
  writeBaseline: write,
  baseline,
  maxWarnings,
  fix,
  diff,
}: ValidateOptions) {
  const refuse = (message: string) => {
    throw new TurboError("malformed", message);
  };
  if (changedLines && since === undefined) refuse("--changed-lines needs --since REVISION.");
  if (write && baseline === undefined) refuse("--write-baseline needs --baseline FILE, which it writes.");
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings)) refuse("--max-warnings has to be a whole number.");
  if (fix && changedLines) refuse("--fix mends whole files, so there is no --changed-lines with it.");
  if (fix && diff) refuse("--fix writes and --diff only shows. Choose one of them.");
}

interface Looked {
  seen: Seen[];
  found: FoundFiles;
}

async function checkInput(paths: readonly string[], { settings, home, truth, options }: Run): Promise<Looked> {
  if (paths.length > 1) throw new TurboError("malformed", "Standard input is checked alone, without other paths.");
  if (options.fix || options.since !== undefined)
    throw new TurboError("malformed", "Standard input is no file, so there is no --fix and no --since.");
  const place = path.resolve(options.stdinFilename);
  const file = { path: options.stdinFilename, place };
  const known = await knownBy(truth);
  const checked = checkRead(textOf(readFileSync(0)), settings(shownPath(home, place)), known);
  return looked({ files: [file], skipped: [], notes: [] }, [checked]);
}

async function checkPaths(paths: readonly string[], run: Run): Promise<Looked> {
  const { settings, home, exclude, truth, options } = run;
  const cwd = process.cwd();
  const given = paths.length === 0 ? ["."] : paths;
  const found = markdownFiles(given, { cwd, home, exclude });
  if (found.files.length === 0 && found.skipped.length === 0)
    throw new TurboError(
      "malformed",
      `There are no Markdown files in ${given.join(", ")}${exclude.length > 0 ? " that validation.exclude leaves" : ""}. Nothing was checked.`,
    );
  const changed = options.since === undefined ? null : changedSince(options.since, cwd);
  if (changed) found.files = found.files.filter(({ place }) => changed.has(place));
  const of = (file: string) => settings(shownPath(home, path.resolve(cwd, file)));
  const kept = keptHere(options, truth);
  const line = progressLine();
  const checked = await checkFiles(found.files, { settings: of, truth, kept, progress: line.show });
  line.clear();
  kept?.save();
  const { seen } = looked(found, checked);
  if (seen.length === 0 && found.skipped.length > 0) throw new TurboError("malformed", nothingRead(found));
  if (!options.changedLines || !changed) return { seen, found };
  const onChanged = seen.map((file) => {
    const lines = changed.get(file.place) ?? null;
    if (lines === null) return file;
    const isChanged = ({ start, end }: Told) => lines.some(([first, last]) => start.line <= last && end.line >= first);
    return { ...file, findings: file.findings.filter(isChanged) };
  });
  return { seen: onChanged, found };
}

const nothingRead = ({ skipped }: FoundFiles) =>
  [...skipped.map(({ path, reason }) => `${path} ${reason}.`), "Nothing was checked."].join("\n");

function looked(found: FoundFiles, checked: readonly Checked[]): Looked {
  const seen: Seen[] = [];
  for (const [at, one] of checked.entries()) {
    const file = found.files[at] as MarkdownFile;
    if ("reason" in one) found.skipped.push({ path: file.path, reason: one.reason });
    else seen.push({ ...file, findings: one.findings, hash: one.hash });
  }
  if (seen.length === 0 && found.files.length > 0) throw new TurboError("malformed", nothingRead(found));
  return { seen, found };
}

/** What was found before, where a Turbo keeps its data here or it is asked for. */
function keptHere({ cache }: ValidateOptions, truth: GivenTruth): Kept | null {
  const folder = dataDirectory(process.cwd(), process.env);
  if (cache === false || (cache === undefined && !existsSync(folder))) return null;
  // The bundle's name changes with what is in it, the rules included.
  const basis = JSON.stringify([turboVersion(), path.basename(import.meta.filename), truth]);
  const name = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 12);
  return new Kept(path.join(folder, "cache/validation", `${name}.json`), basis);
}

async function fix(seen: readonly Seen[], { settings, home, truth, port }: Run): Promise<Seen[]> {
  const { fixFile } = await import("#lib/validation/files/fix-file");
  const { checkRead: check, readMarkdown } = await import("#lib/validation/files/check-file");
  const known = await knownBy(truth);
  let written = 0;
  const now = seen.map((file) => {
    if (!file.findings.some((finding) => finding.fix)) return file;
    const own = settings(shownPath(home, file.place));
    const left = fixFile(file, file.hash, own, known);
    if (left) {
      port.note(printable(`${file.path} ${left.left}.`));
      return file;
    }
    written++;
    const checked = check(readMarkdown(file.place), own, known);
    return "findings" in checked ? { ...file, ...checked } : file;
  });
  port.note(`Mended ${written} ${written === 1 ? "file" : "files"}.`);
  return now;
}

async function showDiff(seen: readonly Seen[], { settings, home, truth, port }: Run): Promise<number> {
  const { fixDiff } = await import("#lib/validation/files/fix-file");
  const known = await knownBy(truth);
  const diffs = seen
    .filter(({ findings }) => findings.some((finding) => finding.fix))
    .map((file) => fixDiff(file, file.hash, settings(shownPath(home, file.place)), known));
  if (diffs.some(Boolean)) port.print(diffs.filter(Boolean).join("").trimEnd());
  port.note(`${diffs.filter(Boolean).length} files would be mended. Nothing was written.`);
  return 0;
}

async function finish(seen: readonly Seen[], found: FoundFiles, run: Run): Promise<number> {
  const { options, port, failLevel } = run;
  const { baseline } = options;
  if (options.writeBaseline && baseline !== undefined) {
    writeBaseline(baseline, seen);
    const many = seen.reduce((sum, { findings }) => sum + findings.length, 0);
    port.note(`${baseline} holds ${many} findings, which are not told from now on.`);
    return 0;
  }
  const { files, known, gone } =
    baseline === undefined ? { files: seen, known: 0, gone: 0 } : withoutBaseline(baseline, seen);
  if (gone > 0) port.note(`${gone} entries of ${baseline} are not found any more; --write-baseline takes them out.`);
  const report: Report = { files, skipped: found.skipped, known, version: turboVersion() };
  await tellReport(report, options, port);
  const counts = countsOf(report);
  const bad = LEVELS.slice(0, LEVELS.indexOf(failLevel as (typeof LEVELS)[number]) + 1);
  const tooMany = options.maxWarnings !== undefined && counts.warning > Number(options.maxWarnings);
  if (tooMany) port.note(`There are ${counts.warning} warnings; --max-warnings allows ${options.maxWarnings}.`);
  return tooMany || bad.some((level) => counts[level] > 0) ? 1 : 0;
}
