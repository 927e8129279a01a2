import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What a place may import of Turbo's own places. A place is the longest of these names that a file's path starts with. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ["app", "components", "lib/doors", "lib/domain", "lib/auth", "lib/core"],
  components: ["components", "schema", "lib/doors types"],
  "lib/doors": ["lib/doors", "lib/ai", "lib/jobs", "lib/domain", "lib/auth", "lib/db", "lib/telemetry", "lib/core"],
  "lib/ai": ["lib/ai", "lib/domain", "lib/db types", "lib/core"],
  "lib/jobs": ["lib/jobs", "lib/domain", "lib/db", "lib/core"],
  "lib/cli": [
    ...["lib/cli", "lib/ai", "lib/domain", "lib/core", "lib/db", "lib/auth", "lib/integrations", "lib/telemetry"],
    ...["lib/transfer", "lib/validation"],
  ],
  "lib/auth": ["lib/auth", "lib/db", "lib/core"],
  "lib/domain": ["lib/domain", "lib/validation", "lib/core", "lib/db types"],
  "lib/integrations": ["lib/integrations", "lib/core", "lib/domain"],
  "lib/telemetry": ["lib/telemetry", "lib/core"],
  "lib/transfer": ["lib/transfer", "lib/core", "lib/db", "lib/domain"],
  "lib/validation": ["lib/validation", "lib/core"],
  "lib/core": ["lib/core", "lib/db types"],
  "lib/db": ["lib/db", "lib/core", "prisma"],
  instrumentation: ["lib/core", "lib/db", "lib/doors"],
};

/** Packages that only some places may import. */
const PACKAGES: { pattern: RegExp; places: readonly string[] }[] = [
  { pattern: /^(react|react-dom)(\/|$)/, places: ["app", "components", "lib/doors/page.ts", "lib/auth/page-actor.ts"] },
  { pattern: /^next(\/|$)/, places: ["app", "components", "lib/doors", "lib/auth"] },
  { pattern: /^next\/link$/, places: ["components/ui/link.tsx"] },
  { pattern: /^next-auth(\/|$)/, places: ["app/api/auth", "lib/auth"] },
  { pattern: /^(@prisma\/|better-sqlite3|pg$)/, places: ["lib/db"] },
  { pattern: /^@modelcontextprotocol\//, places: ["lib/doors"] },
  { pattern: /^@anthropic-ai\//, places: ["lib/ai/anthropic.ts"] },
  { pattern: /^commander$/, places: ["lib/cli"] },
];

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
  /** Read only once it is needed. */
  later: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const found: Import[] = [];
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^"';]*?\bfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;
  for (const [, typeOnly, names, from, dynamic] of text.matchAll(pattern)) {
    const specifier = from ?? dynamic;
    if (!specifier) continue;
    const inline = /^\{(?:\s*type\s[^,}]*,?)+\s*\}\s*from\s*$/.test((names ?? "").trim());
    found.push({
      file,
      target: resolved(file, specifier),
      typeOnly: Boolean(typeOnly) || inline,
      later: dynamic !== undefined,
    });
  }
  return found;
}

function resolved(file: string, specifier: string): string {
  if (specifier.startsWith("#lib/")) return `lib/${specifier.slice(5)}.ts`;
  if (specifier.startsWith("#components/")) return `components/${specifier.slice(12)}.tsx`;
  if (specifier.startsWith(".")) return path.join(path.dirname(file), specifier);
  return specifier;
}

const placeOf = (file: string) =>
  Object.keys(MAY_IMPORT).find((place) => file === `${place}.ts` || file.startsWith(`${place}/`));

const OWN = /^(app|components|lib|prisma|e2e|scripts|bench)\//;

function refused({ file, target, typeOnly }: Omit<Import, "later">): string | null {
  const place = placeOf(file);
  if (!place) return null;
  if (!OWN.test(target)) {
    const rule = PACKAGES.find(({ pattern }) => pattern.test(target));
    return rule && !typeOnly && !rule.places.some((allowed) => file === allowed || file.startsWith(`${allowed}/`))
      ? `${file} → ${target}`
      : null;
  }
  const allowed = (MAY_IMPORT[place] ?? []).some((entry) => {
    if (entry === "schema")
      return (
        /^lib\/domain\/[^/]+\/(schema|fields)\.ts$/.test(target) ||
        [
          "lib/core/cache.ts",
          "lib/core/calendar.ts",
          "lib/core/errors.ts",
          "lib/domain/criteria/words.ts",
          "lib/domain/documents/linked-path.ts",
          "lib/domain/issues/criteria-change.ts",
          "lib/domain/keys/claude-line.ts",
          "lib/domain/kinds.ts",
          "lib/domain/projects/suggest-key.ts",
          "lib/domain/references/names-in.ts",
        ].includes(target)
      );
    if (entry.endsWith(" types")) return typeOnly && target.startsWith(`${entry.slice(0, -6)}/`);
    return target.startsWith(`${entry}/`) || target === `${entry}.ts`;
  });
  return allowed ? null : `${file} → ${target}`;
}

const files = ["app", "components", "lib"].flatMap(sources).filter((file) => !file.startsWith("lib/testing/"));
const imports = files.flatMap(importsOf);

test("every place imports only what it may", () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(imports.flatMap((one) => refused(one) ?? [])).toEqual([]);
});

test("no files import each other in a circle, types included, save what is loaded later", () => {
  const known = new Set(files);
  const targets = new Map(files.map((file) => [file, [] as string[]]));
  for (const { file, target, later } of imports) if (!later && known.has(target)) targets.get(file)?.push(target);
  expect(circleOf(targets)).toBeNull();
  expect(circleOf(new Map(Object.entries({ a: ["b"], b: ["c", "d"], c: ["d"], d: ["b"] })))).toEqual(["b", "c", "d"]);
});

/** Files that lead from one back to it, as the first that is met; null where there are none. */
function circleOf(targets: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): string[] | null => {
    const at = way.indexOf(file);
    if (at >= 0) return way.slice(at);
    if (done.has(file)) return null;
    for (const target of targets.get(file) ?? []) {
      const circle = from(target, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const circle = from(file, []);
    if (circle) return circle;
  }
  return null;
}

test("an operation is imported by doors, pages, the list and tests, never by another operation", () => {
  const operations = new Set(
    files.filter(
      (file) =>
        /^lib\/domain\/.*\/[a-z-]+\.ts$/.test(file) &&
        /= (defineOperation|shelfVerbs)\(/.test(readFileSync(path.join(ROOT, file), "utf8")),
    ),
  );
  const listed = imports.filter(({ file }) => file === "lib/domain/operations.ts").map(({ target }) => target);
  const others = ["lib/core/batch.ts", "lib/core/operation.ts", "lib/domain/undo/alone.ts"];
  expect(listed.filter((target) => !operations.has(target) && !others.includes(target))).toEqual([]);
  expect(listed.length).toBeGreaterThan(90);
  const wrong = imports.filter(
    ({ file, target }) =>
      operations.has(target) && file.startsWith("lib/domain/") && file !== "lib/domain/operations.ts",
  );
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
});

test("what speaks with a model provider is loaded with the first question to it", () => {
  const adapters = /^lib\/ai\/(anthropic|openai|google|ollama)\.ts$/;
  const found = imports.filter(({ target }) => adapters.test(target));
  expect(found).toHaveLength(4);
  expect(found.filter(({ later }) => !later)).toEqual([]);
});

test("only the environment's own files, the boot of the server and the command line read process.env", () => {
  const readers = files.filter((file) => /process\.env\b/.test(readFileSync(path.join(ROOT, file), "utf8")));
  expect(readers.filter((file) => !/^lib\/(core\/(config|env)[^/]*|cli\/[^/]+|doors\/boot)\.ts$/.test(file))).toEqual(
    [],
  );
});

test("nothing is named after a bag, and no file re-exports others", () => {
  const all = ["app", "components", "lib", "e2e", "bench"].flatMap(sources);
  expect(all.filter((file) => /(^|\/)(utils|helpers|common|misc|index)(\.tsx?|\/)/.test(file))).toEqual([]);
  const barrels = all.filter((file) =>
    /^export\s+(\*|\{[^}]*\})\s+from/m.test(readFileSync(path.join(ROOT, file), "utf8")),
  );
  expect(barrels).toEqual([]);
});

test("nothing is a server action: pages take no POST, every write goes through a door", () => {
  expect(files.filter((file) => /^\s*["']use server["']/m.test(readFileSync(path.join(ROOT, file), "utf8")))).toEqual(
    [],
  );
});

test("the import table refuses what it should", () => {
  const wrong = (file: string, target: string, typeOnly = false) => refused({ file, target, typeOnly }) !== null;
  expect(wrong("lib/domain/issues/x.ts", "lib/db/connect.ts")).toBe(true);
  expect(wrong("lib/domain/issues/x.ts", "lib/db/search.ts", true)).toBe(false);
  expect(wrong("app/page.tsx", "lib/db/connect.ts")).toBe(true);
  expect(wrong("components/x.tsx", "lib/domain/issues/create-issue.ts")).toBe(true);
  expect(wrong("components/x.tsx", "lib/domain/issues/schema.ts")).toBe(false);
  expect(wrong("lib/core/x.ts", "lib/domain/issues/schema.ts")).toBe(true);
  expect(wrong("lib/auth/x.ts", "lib/doors/rest.ts")).toBe(true);
  expect(wrong("lib/domain/issues/x.ts", "next/headers")).toBe(true);
  expect(wrong("lib/doors/rest.ts", "@prisma/client")).toBe(true);
});
