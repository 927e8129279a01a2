// `npm run licenses`: what the lock files bring, by licence, and which packages run a script when they are installed.
// Reads the lock files only, so it needs no network and no node_modules. Exits 1 on what nobody has allowed.
import { readFileSync } from "node:fs";
import path from "node:path";

const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Unlicense",
];

/** Packages under another licence, each with the reason why it may stay. */
const EXCEPTIONS = [
  { name: /^@img\/sharp-/, licence: /LGPL-3\.0-or-later/, why: "optional for Next.js; left out of what is built" },
  {
    name: /^lightningcss(-|$)/,
    licence: /^MPL-2\.0$/,
    why: "compiles style sheets at build time; not in what is built",
  },
  { name: /^axe-core$/, licence: /^MPL-2\.0$/, why: "looks at pages in tests" },
  { name: /^elkjs$/, licence: /^EPL-2\.0$/, why: "comes with Prisma's studio, which is not used" },
  { name: /^caniuse-lite$/, licence: /^CC-BY-4\.0$/, why: "data that Next.js reads at build time" },
  { name: /^argparse$/, licence: /^PSF-2\.0$/, why: "comes with markdown-it's own command, which is not used" },
  { name: /^seq-queue$/, licence: /^$/, why: "MIT by its LICENSE file; package.json does not say so" },
];

/** Every package of a lock file: [{ name, version, licence, script }]. */
function packagesOf(lock) {
  return Object.entries(lock.packages)
    .filter(([place, { link }]) => place && !link)
    .map(([place, { version, license, hasInstallScript }]) => ({
      name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license ?? "",
      script: Boolean(hasInstallScript),
    }));
}

/** May a licence expression of SPDX be used? Of alternatives one has to be allowed, of what holds together all. */
function isAllowed(licence) {
  return licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((part) => part.split(/ and /i).every((one) => ALLOWED.includes(one)));
}

/**
 * What nobody has allowed, as sentences.
 * @param packages as `packagesOf` answers them
 * @param scripts package.json's `allowScripts`: by name, whether npm may run the package's install script
 */
export function objections(packages, scripts) {
  return packages.flatMap(({ name, version, licence, script }) => {
    const excepted = EXCEPTIONS.some((one) => one.name.test(name) && one.licence.test(licence));
    const told = [];
    if (!isAllowed(licence) && !excepted) {
      told.push(
        `${name}@${version} is under ${licence || "no licence that it names"}, which is not among those allowed in scripts/licenses.mjs.`,
      );
    }
    if (script && !(name in scripts)) {
      told.push(
        `${name}@${version} runs a script when it is installed. Say in allowScripts of package.json whether it may.`,
      );
    }
    return told;
  });
}

function counts(packages) {
  const of = new Map();
  for (const { licence } of packages) of.set(licence || "(none named)", (of.get(licence || "(none named)") ?? 0) + 1);
  return [...of].sort((a, b) => b[1] - a[1]);
}

/** Prints what there is and answers whether all of it is allowed. */
export function checkLicenses(root) {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
  const packages = ["package-lock.json", "runtime/package-lock.json"].flatMap((file) => packagesOf(read(file)));
  const { allowScripts } = read("package.json");
  for (const [licence, count] of counts(packages)) console.log(`${String(count).padStart(5)}  ${licence}`);
  for (const { name, version } of packages.filter(({ script }) => script)) {
    console.log(`install script: ${name}@${version} (${allowScripts[name] ? "allowed" : "not run"})`);
  }
  const told = objections(packages, allowScripts);
  for (const sentence of told) console.error(sentence);
  return told.length === 0;
}

if (process.argv[1] === import.meta.filename && !checkLicenses(path.resolve(import.meta.dirname, "..")))
  process.exit(1);
