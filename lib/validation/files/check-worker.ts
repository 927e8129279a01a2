import { parentPort, workerData } from "node:worker_threads";
import { compileTruth } from "../truth.ts";
import { checkRead, readMarkdown } from "./check-file.ts";
import type { WorkerData, WorkerJob } from "./check-files.ts";

const { settings, truth } = workerData as WorkerData;
const known = { truth: truth.length === 0 ? null : compileTruth(truth) };

parentPort?.on("message", (job: WorkerJob) =>
  parentPort?.postMessage(
    job.map(({ place, settings: at }) => checkRead(readMarkdown(place), settings[at] ?? {}, known)),
  ),
);
