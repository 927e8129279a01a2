import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Who a process is beyond its number, which the system gives out again: on Linux the moment it started. */
function birth(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return born === birth(pid);
}

function holder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Creates the file with its content in one step, so that nobody reads it half written; false where it exists. */
function createWhole(file, content) {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Runs `work` while no other process holds the lock file. A holder that was killed does not hold it any longer.
 * `waiting` is told the holder's process number, once.
 */
export async function withLock(file, waiting, work) {
  const me = JSON.stringify({ pid: process.pid, born: birth(process.pid) });
  for (let told = false; ; ) {
    if (createWhole(file, me)) break;
    const other = holder(file);
    if (other && isAlive(other)) {
      if (!told) waiting(other.pid);
      told = true;
    } else {
      takeAway(file, other);
    }
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Moves a dead holder's file aside; where a new holder was faster, its file goes back. */
function takeAway(file, dead) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = holder(aside);
  if (moved && JSON.stringify(moved) !== JSON.stringify(dead) && isAlive(moved)) {
    // Where somebody took the lock in between both work, which the stamps make harmless.
    createWhole(file, JSON.stringify(moved));
  }
  rmSync(aside, { force: true });
}
