import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FORMS } from "../../e2e/web/typed-forms.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Whatever people type or choose into; the house's own parts are told apart from what they are made of. */
const FIELD =
  /<(input|textarea|select|Input|TextArea|NamingArea|Command\.Input|CheckBox|ColourChoice|PickField|CreateFields|Select|InPlaceInput|CommentBox|LazyMarkdownEditor|LazyMergePane)(?=[\s/>])|new (?:EditorView|MergeView)\(|contentEditable/g;

/** Fields that keep nothing, each with the reason; by file, and by a part of their source where the file has others. */
const EXEMPT: Record<string, readonly (readonly [part: string, why: string])[]> = {
  "ui/input": [["<input", "a part: its users bind it"]],
  "ui/text-area": [["<textarea", "a part: its users bind it"]],
  "ui/check-box": [["<input", "a part: its users bind it"]],
  "ui/picker": [["Command.Input", "the words that narrow a list"]],
  "ui/theme-choice": [["<input", "saved by being chosen"]],
  "texts/naming-area": [["<TextArea", "a part: its users bind it"]],
  "projects/colour-choice": [["<input", "a part: its users bind it"]],
  "ui/select": [["<select", "a part: its users bind it"]],
  "documents/markdown-editor": [["new EditorView", "a part: its user keeps what it tells"]],
  "documents/merge-pane": [
    ["new EditorView", "a part: its user keeps what it tells"],
    ["new MergeView", "a part: its user keeps what it tells"],
  ],
  "documents/revision-history": [
    ["<input", "chooses what is compared"],
    ["<LazyMergePane", "is only read"],
  ],
  "documents/document-filter": [["<input", "stands in the address"]],
  "issues/list-filter": [["<input", "stands in the address"]],
  "audit/audit-filter": [
    ["<Input", "stands in the address"],
    ["<Select", "stands in the address"],
  ],
  "search/search-field": [["<input", "stands in the address"]],
  "shell/command-palette": [["Command.Input", "the words that narrow a list"]],
  "attachments/use-file-choice": [["<input", "files, which no page may fill in"]],
  "entrance/sign-in-form": [["<Input", "nobody is signed in whose it would be; passwords are never kept"]],
  "entrance/set-up-form": [["<Input", "nobody is signed in whose it would be; passwords and codes are never kept"]],
  "entrance/account-fields": [["<Input", "nobody is signed in whose it would be; passwords are never kept"]],
  "entrance/reset-form": [
    ["<input", "says to the browser whose password it is"],
    ["<Input", "passwords are never kept"],
  ],
  "keys/rotate-key": [["<Select", "chosen in the moment of the rotation, which is confirmed below it"]],
  "people/role-fields": [
    ["<Select", "a part: its users bind it"],
    ["<CheckBox", "a part: its users bind it"],
  ],
  "people/password-form": [["<Input", "passwords are never kept"]],
  "sign-in-methods/add-passkey": [["<Input", "the name goes with a password, which is never kept"]],
  "sign-in-methods/proof-form": [["<Input", "passwords and codes are never kept"]],
  "issues/create-issue-dialog": [['id="create-more"', "says how the dialog goes on, not what is filed"]],
  "issues/criterion-row": [["<CheckBox", "saved by being ticked"]],
  "inbox/inbox-menu": [["<CheckBox", "saved by being ticked"]],
  "issues/create-fields": [["<input", "a part: its user binds it"]],
  "issues/issue-row": [["<CheckBox", "selects a row"]],
  "markdown/task-box": [["<CheckBox", "saved by being ticked"]],
};

/** What keeps a field: bound to `useTyped`, to the document's draft, or to a part that does it with a name to keep it under. */
const KEPT =
  /\btyped\.(?:bind|values|set)\b|\btyped=\{|\bname=\{(?:`\$\{|typedAs\})|\bdraft\.|\bonChange=\{\(change\) => typed/;

interface Field {
  file: string;
  source: string;
}

function fieldsOf(file: string, pattern = FIELD): Field[] {
  const text = readFileSync(path.join(ROOT, `${file}.tsx`), "utf8");
  return [...text.matchAll(pattern)].map(({ index }) => ({ file, source: elementAt(text, index) }));
}

/** The source of an element's opening tag, which ends at the first `>` outside of braces. */
function elementAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}") depth--;
    else if (text[at] === ">" && depth === 0 && text[at - 1] !== "=") return text.slice(from, at + 1);
  }
  return text.slice(from);
}

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
  .map((file) => file.slice(0, -4));
const fields = files.flatMap((file) => fieldsOf(file));
const isExempt = ({ file, source }: Field) => EXEMPT[file]?.some(([part]) => source.includes(part)) ?? false;

test("every field of the product keeps what is typed in it, or is exempt for a reason", () => {
  expect(fields.length).toBeGreaterThan(60);
  const lost = fields.filter((field) => !isExempt(field) && !KEPT.test(field.source));
  expect(lost.map(wordsOf)).toEqual([]);
});

/** Fields that hold a choice, not words; they are kept in the record of the form they stand in. */
const CHOICE = /^<(?:select|Select|CheckBox|ColourChoice|PickField|CreateFields)\b|type="(?:radio|checkbox)"/;

/** Components that are told by their users what to keep a text under. */
const PARTS = files
  .flatMap((file) => {
    const text = readFileSync(path.join(ROOT, `${file}.tsx`), "utf8");
    const told = /: GuardedText\b|\bTextSource<"|\btyped: Typed<|\btypedAs: string/.test(text);
    return told ? [...text.matchAll(/export function ([A-Z]\w+)/g)].map(([, name = ""]) => name) : [];
  })
  .filter((name) => !FIELD.source.includes(name));

/** Text fields that no form of the journey has, each with the reason. */
const NOT_WALKED: Record<string, string> = {
  "documents/conflict-pane": "is there only after a conflict, and writes the draft that the document's editor writes",
};

/** Every place where words are typed and kept. */
const texts = [
  ...fields.filter((field) => !isExempt(field) && !CHOICE.test(field.source)),
  ...files.flatMap((file) => fieldsOf(file, new RegExp(`<(${PARTS.join("|")})(?=[\\s/>])`, "g"))),
].filter(({ file }) => !(file in NOT_WALKED));

const named = FORMS.flatMap((form) =>
  form.fields.flatMap(({ of }) =>
    of.map((name) => {
      const [file = "", part = ""] = name.split(" ");
      return { name, places: new Set(texts.filter((one) => one.file === file && one.source.includes(part))) };
    }),
  ),
);
const wordsOf = ({ file, source }: Field) => `${file}: ${source.replace(/\s+/g, " ").slice(0, 160)}`;

test("the journey that loses nothing types into every text field that the components have", () => {
  expect(PARTS.length).toBeGreaterThan(3);
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter((field) => !named.some(({ places }) => places.has(field))).map(wordsOf)).toEqual([]);
});

test("the journey names no field that is not there, and each exactly", () => {
  const loose = named.filter(({ places }) => places.size !== 1);
  expect(loose.map(({ name, places }) => `${name}: ${places.size}`)).toEqual([]);
});

test("no exemption is left over, and none hides a field that is kept", () => {
  const stale = Object.entries(EXEMPT).flatMap(([file, parts]) =>
    parts.flatMap(([part]) =>
      fields.some((field) => field.file === file && field.source.includes(part)) ? [] : [`${file}: ${part}`],
    ),
  );
  expect(stale).toEqual([]);
  expect(fields.filter((field) => isExempt(field) && KEPT.test(field.source)).map(({ file }) => file)).toEqual([]);
});

test("a field that keeps nothing would be found", () => {
  const bare = elementAt("<Input value={name} onChange={(event) => setName(event.target.value)} />", 0);
  expect(bare).toContain("setName");
  expect(KEPT.test(bare)).toBe(false);
});

test("no field that takes a secret is kept", () => {
  const secrets = fields.filter(({ source }) => /type="password"|one-time-code|name="code"/.test(source));
  expect(secrets.length).toBeGreaterThan(2);
  expect(secrets.filter(({ source }) => KEPT.test(source))).toEqual([]);
});
