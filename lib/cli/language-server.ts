import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  createConnection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  MessageType,
  ProposedFeatures,
  type Range,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TurboError } from "#lib/core/errors";
import { checkText, type Finding, type Known, mendText, type Settings } from "#lib/validation/check";
import { knownBy } from "#lib/validation/files/known-by";
import { leavingOut, shownPath } from "#lib/validation/files/markdown-files";
import { scan } from "#lib/validation/zones";
import { chosenSettings } from "./chosen-settings.ts";
import { turboVersion } from "./place.ts";
import { soundTruth, truthHere } from "./truth-here.ts";

/** How long is waited after a key was pressed, in milliseconds. */
const PAUSE = 150;

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** What texts are held to in this folder. */
interface Rules {
  settingsOf(document: TextDocument): Settings | null;
  known: Known;
}

/** Speaks the Language Server Protocol on standard input and output until the editor is gone. */
export function serveLanguage(): Promise<void> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const waiting = new Map<string, NodeJS.Timeout>();
  const found = new Map<string, { version: number; findings: readonly Finding[] }>();
  let rules: Promise<Rules> = Promise.resolve({ settingsOf: () => null, known: {} });
  let watches = false;

  async function check(document: TextDocument): Promise<void> {
    const { settingsOf, known } = await rules;
    // What was written or closed meanwhile is checked by itself.
    if (documents.get(document.uri)?.version !== document.version) return;
    const settings = settingsOf(document);
    const findings = settings ? checkText(document.getText(), settings, known) : [];
    found.set(document.uri, { version: document.version, findings });
    const diagnostics = findings.map((finding) => diagnosticOf(document, finding));
    await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  }
  function checkSoon({ uri }: TextDocument): void {
    clearTimeout(waiting.get(uri));
    const later = () => {
      waiting.delete(uri);
      const document = documents.get(uri);
      if (document) check(document).catch((error) => connection.console.error(`Not checked: ${error}`));
    };
    waiting.set(uri, setTimeout(later, PAUSE));
  }

  connection.onInitialize(({ rootUri, workspaceFolders, capabilities }) => {
    const root = workspaceFolders?.[0]?.uri ?? rootUri;
    const folder = root ? placeOf(root) : null;
    if (folder) process.chdir(folder);
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    rules = rulesHere(connection);
    return {
      serverInfo: { name: "turbo", version: turboVersion() },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
      },
    };
  });
  connection.onInitialized(async () => {
    if (!watches) return;
    const watchers = ["**/turbo.toml", "**/truth/**"].map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(() => {
    rules = rulesHere(connection);
    for (const document of documents.all()) checkSoon(document);
  });
  documents.onDidChangeContent(({ document }) => checkSoon(document));
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    found.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const document = documents.get(uri);
    if (!document) return [];
    const { settingsOf, known } = await rules;
    const wanted = (kind: string) => !context.only || context.only.some((one) => kind.startsWith(one));
    // What was found in another version stands at other places in this one.
    const seen = found.get(uri);
    const findings = seen?.version === document.version ? seen.findings : [];
    const touched = findings.filter((finding) => overlap(rangeOf(document, finding), range));
    return [
      ...(wanted(CodeActionKind.QuickFix) ? touched.flatMap((finding) => quickFixes(document, finding)) : []),
      ...(wanted(CodeActionKind.SourceFixAll) ? fixAll(document, settingsOf(document), known) : []),
    ];
  });
  documents.listen(connection);
  connection.listen();
  return new Promise((resolve) => connection.onExit(resolve));
}

/** The settings and the truth of the folder; where they are wrong the editor is told, and nothing is checked. */
async function rulesHere(connection: Connection): Promise<Rules> {
  try {
    const { settings, home, exclude, truth } = chosenSettings();
    const known = await knownBy(soundTruth(truthHere(truth, home), []));
    const isLeftOut = leavingOut(exclude, home);
    const settingsOf = ({ uri, languageId }: TextDocument) => {
      if (!/^(?:markdown|mdx)$/.test(languageId)) return null;
      const place = placeOf(uri) ?? path.join(home, "untitled.md");
      return isLeftOut(place) ? null : settings(shownPath(home, place));
    };
    return { settingsOf, known };
  } catch (error) {
    const message = error instanceof TurboError ? error.message : String(error);
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Error,
      message: `Turbo checks nothing here. ${message}`,
    });
    return { settingsOf: () => null, known: {} };
  }
}

/** The file of an address; null for what lies elsewhere or is not saved yet. */
function placeOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

function rangeOf(document: TextDocument, { start, end }: { start: number; end: number }): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

function overlap(one: Range, other: Range): boolean {
  const before = (a: Range["start"], b: Range["start"]) =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return before(one.start, other.end) && before(other.start, one.end);
}

function diagnosticOf(document: TextDocument, finding: Finding): Diagnostic {
  const { rule, level, message } = finding;
  return { range: rangeOf(document, finding), severity: SEVERITY[level], code: rule, source: "turbo", message };
}

/** The change that a finding offers, and the comment that turns its rule off on its line. */
function quickFixes(document: TextDocument, finding: Finding): CodeAction[] {
  const { uri } = document;
  const diagnostics = [diagnosticOf(document, finding)];
  const action = (title: string, range: Range, newText: string, isPreferred = false): CodeAction => ({
    ...{ title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred },
    edit: { changes: { [uri]: [{ range, newText }] } },
  });
  const { edit, rule } = finding;
  const begin = { line: document.positionAt(finding.start).line, character: 0 };
  const line = document.getText({ start: begin, end: { line: begin.line + 1, character: 0 } });
  const comment = `turbo-disable-next-line ${rule}`;
  const own = document.languageId === "mdx" ? `{/* ${comment} */}` : `<!-- ${comment} -->`;
  const silence = `${/^[\s>]*/.exec(line.trimEnd())?.[0] ?? ""}${own}\n`;
  return [
    ...(edit ? [action(titleOf(edit.after), rangeOf(document, edit), edit.after, true)] : []),
    // In a list, a table, code or front matter a comment of its own line would break what it stands in.
    ...(STANDS_ALONE.test(line) && !isInCode(document, begin.line)
      ? [action(`Turn ${rule} off for this line`, { start: begin, end: begin }, silence)]
      : []),
  ];
}

const STANDS_ALONE = /^(?:#{1,6}\s|[^\s#>|*+\-\d`~<])/;

/** Does a line stand in a fence or in front matter? */
function isInCode(document: TextDocument, line: number): boolean {
  const offset = document.offsetAt({ line, character: 0 });
  const { blocks } = scan(document.getText());
  const around = blocks.find(({ start, end }) => offset >= start && offset < end);
  return around !== undefined && around.kind !== "prose" && around.kind !== "heading";
}

function titleOf(after: string): string {
  const shown = after.replace(/\s+/g, " ").trim();
  return shown === "" ? "Take it out" : `Write ${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}`;
}

/** All that can be mended without a doubt, as one change of the whole text. */
function fixAll(document: TextDocument, settings: Settings | null, known: Known): CodeAction[] {
  const text = document.getText();
  const newText = settings ? mendText(text, settings, known) : text;
  if (newText === text) return [];
  const range = rangeOf(document, { start: 0, end: text.length });
  return [
    {
      ...{ title: "Mend all that Turbo can", kind: CodeActionKind.SourceFixAll },
      edit: { changes: { [document.uri]: [{ range, newText }] } },
    },
  ];
}
