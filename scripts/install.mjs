import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { npmCommand } from "../bin/fit-node.mjs";
import { Failure } from "./failure.mjs";

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

/** Is what npm wrote down of node_modules what the lock file asks for? Packages of other platforms may be absent. */
export function isInstalled(root) {
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const present = readPackages(path.join(root, "node_modules/.package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional, peer, link }]) =>
      place === "" ||
      link ||
      present[place]?.version === version ||
      ((optional || devOptional || peer) && !present[place]),
  );
}

/** Installs what the lock file says, and runs the install scripts of those packages alone that `allowScripts` names. */
export function install(root) {
  npm(root, ["ci", "--include=dev", "--ignore-scripts"]);
  const { allowScripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const allowed = Object.keys(allowScripts).filter(
    (name) => allowScripts[name] && existsSync(path.join(root, "node_modules", name)),
  );
  // Without a name it would run those of all packages.
  if (allowed.length > 0) npm(root, ["rebuild", "--ignore-scripts=false", ...allowed]);
}

function npm(root, args) {
  const { file, args: before, shell } = npmCommand();
  const { status, error } = spawnSync(file, [...before, ...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell,
  });
  if (error?.code === "ENOENT")
    throw new Failure("npm was not found. Install it together with Node.js and try again.", 3);
  if (status !== 0) {
    throw new Failure(
      "npm could not install the packages; its own message stands above. Check the network and the disk, then start again.",
    );
  }
}
