// Shows that the tests of the domain's rules can fail: breaks one rule after the other in a copy of the sources and
// runs its test, which must turn red.
//   npm run break-rules [-- part of a rule's sentence]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ProvenRule, RULES } from "#lib/testing/rules/rules";

const root = path.resolve(import.meta.dirname, "..");
const wanted = process.argv[2]?.toLowerCase() ?? "";
const copy = mkdtempSync(path.join(tmpdir(), "turbo-rules-"));
const COPIED = ["lib", "prisma", "scripts", "package.json", "tsconfig.json", "vitest.config.ts"];

for (const entry of COPIED) cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true });
symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));

/** Runs one test on SQLite, or where it needs no database; answers whether it passed, or null where it did not run. */
function passes({ file, test }: ProvenRule): boolean | null {
  const project = file.startsWith("lib/domain/") ? "sqlite" : "unit";
  const report = path.join(copy, "report.json");
  rmSync(report, { force: true });
  const name = test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", file, "--project", project, "-t", name, "--reporter=json", `--outputFile=${report}`],
    ],
    { cwd: copy, stdio: "ignore" },
  );
  const told = JSON.parse(readFileSync(report, "utf8"));
  if (told.numPassedTests + told.numFailedTests === 0) return null;
  return told.numFailedTests === 0;
}

let wrong = 0;
try {
  for (const rule of RULES.filter((one) => one.broken && one.rule.toLowerCase().includes(wanted))) {
    const { file, find, replace } = rule.broken ?? { file: "", find: "", replace: "" };
    const source = readFileSync(path.join(copy, file), "utf8");
    const whole = passes(rule);
    writeFileSync(path.join(copy, file), source.replace(find, replace));
    const broken = passes(rule);
    writeFileSync(path.join(copy, file), source);
    const ok = whole === true && broken === false;
    if (!ok) wrong++;
    const said = ok ? "turns red" : whole === true ? "STAYS GREEN" : "WAS NOT GREEN";
    console.log(`${said}: ${rule.rule}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(wrong === 0 ? "Every broken rule is noticed." : `${wrong} broken rules are not noticed.`);
process.exit(wrong === 0 ? 0 : 1);
