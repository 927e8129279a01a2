import { parentPort, workerData } from "node:worker_threads";
import { checkRead, readMarkdown } from "./check-file.ts";
import type { WorkerData, WorkerJob } from "./check-files.ts";
import { knownBy } from "./known-by.ts";

const { settings, truth } = workerData as WorkerData;
const known = await knownBy(truth);

parentPort?.on("message", (job: WorkerJob) =>
  parentPort?.postMessage(
    job.map(({ place, settings: at }) => checkRead(readMarkdown(place), settings[at] ?? {}, known)),
  ),
);
