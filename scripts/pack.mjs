// Makes the npm package: the built product with the packages that it loads, so that installing it compiles and builds nothing.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npmCommand } from "../bin/fit-node.mjs";
import { distFolder } from "./build-app.mjs";
import { Failure, prepare } from "./prepare.mjs";

const root = path.resolve(import.meta.dirname, "..");
const output = path.join(root, "dist/package");
/** Its binary is another package for each platform, which npm chooses. */
const BROUGHT_BY_NPM = ["@node-rs/argon2"];

function packagesIn(folder) {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith("@") ? readdirSync(path.join(folder, name)).map((own) => `${name}/${own}`) : [name],
  );
}

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * Next reaches packages by links with names of their own, and npm packs no links: each is named here by its package, in
 * the files that ask for it.
 */
function nameByPackage(built) {
  const links = path.join(built, "node_modules");
  const names = packagesIn(links).map((alias) => {
    const scope = alias.includes("/") ? `${alias.split("/")[0]}/` : "";
    return [alias, scope + path.basename(readlinkSync(path.join(links, alias)))];
  });
  rmSync(links, { recursive: true });
  for (const file of readdirSync(path.join(built, "server"), { recursive: true })) {
    if (!file.endsWith(".js")) continue;
    const place = path.join(built, "server", file);
    const text = readFileSync(place, "utf8");
    const named = names.reduce((so, [alias, name]) => so.replaceAll(alias, name), text);
    if (named !== text) writeFileSync(place, named);
  }
}

/** What is inside needs nothing more, as the running product shows; npm would bring what its manifests ask for. */
function needNothing(folder) {
  const file = path.join(folder, "package.json");
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta, scripts, ...rest } =
    readJson(file);
  writeFileSync(file, JSON.stringify(rest));
}

function stage() {
  const built = distFolder(root);
  rmSync(output, { recursive: true, force: true });
  cpSync(path.join(built, "standalone"), output, { recursive: true, verbatimSymlinks: true });
  nameByPackage(path.join(output, path.basename(built)));
  for (const name of ["README.md", "CHANGELOG.md", "LICENSE"]) cpSync(path.join(root, name), path.join(output, name));
  const modules = path.join(output, "node_modules");
  const inside = packagesIn(modules).filter((name) => !name.startsWith("@node-rs/"));
  rmSync(path.join(modules, "@node-rs"), { recursive: true });
  for (const name of inside) needNothing(path.join(modules, name));
  const versionOf = (name) => readJson(path.join(root, "node_modules", name, "package.json")).version;
  const { name, version, description, license, type, engines, bin } = readJson(path.join(root, "package.json"));
  const dependencies = Object.fromEntries([...inside, ...BROUGHT_BY_NPM].sort().map((one) => [one, versionOf(one)]));
  // npm writes down what is inside by this list, and takes everything else from the registry.
  const own = { name, version, description, license, type, engines, bin, dependencies, bundleDependencies: inside };
  writeFileSync(path.join(output, "package.json"), `${JSON.stringify(own, null, 2)}\n`);
}

function pack() {
  const { file, args, shell } = npmCommand();
  const { status, stdout, stderr } = spawnSync(file, [...args, "pack", "--json", "--ignore-scripts"], {
    cwd: output,
    encoding: "utf8",
    shell,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Failure(`npm could not pack it:\n${stderr}`);
  const [made] = Object.values(JSON.parse(stdout));
  return path.join(output, made.filename);
}

try {
  await prepare({ app: true });
  mkdirSync(path.dirname(output), { recursive: true });
  stage();
  process.stdout.write(`${pack()}\n`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exit ?? 1;
}
