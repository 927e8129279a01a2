import { readdirSync, readFileSync } from "node:fs";

/** CPU time that all threads of a process and its children have used, in milliseconds. */
export function cpuOf(pid: number): number {
  let milliseconds = childrenCpu(String(pid));
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const at = `/proc/${pid}/task/${thread}`;
    milliseconds += Number(readFileSync(`${at}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    for (const child of readFileSync(`${at}/children`, "utf8").split(" ").filter(Boolean))
      milliseconds += cpuOf(Number(child));
  }
  return milliseconds;
}

/** CPU time of a process's children that have ended, in milliseconds; the kernel counts it in steps of ten. */
export function childrenCpu(pid = "self"): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return 10 * (Number(afterName[13]) + Number(afterName[14]));
}

/** Memory of a process that is resident, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
