import { readdirSync, readFileSync } from "node:fs";

/** CPU time that all threads of a process have used, in milliseconds. */
export function cpuOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`))
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
  return nanoseconds / 1e6;
}

/** CPU time of this process's children that have ended, in milliseconds; the kernel counts it in steps of ten. */
export function childrenCpu(): number {
  const afterName = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return 10 * (Number(afterName[13]) + Number(afterName[14]));
}

/** Memory that a process has to itself, and its share of what it shares with others, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

/** Watches a process's memory; what it answers ends that and tells the most that was seen, in MB. */
export function watchMemory(pid: number): () => number {
  let peak = memoryOf(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid));
  }, 250);
  return () => {
    clearInterval(timer);
    return Math.max(peak, memoryOf(pid));
  };
}
