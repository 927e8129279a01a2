import type { Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { TurboError } from "#lib/core/errors";
import { answerProblem } from "./answer.ts";
import type { Gate } from "./gates.ts";

/** A terminal, npm and the launcher may each pass one Ctrl+C on: what comes within this many milliseconds is the same. */
const SAME = 500;

interface Farewell {
  /** How long requests under way may take, in seconds. */
  seconds: number;
  /** Ends what would never end by itself. */
  endStreams(): void;
  /** Ends what is done in the background; it may take as long as the requests. */
  endWork(): Promise<void>;
  /** After the last answer. */
  close(): Promise<void>;
  /** Told how many requests were cut. */
  onCut(requests: number): void;
  exit(code: number): void;
}

/** Ends a server so that nothing under way is lost: `stop` each time the process is asked to end, `gate` before its servers. */
export function stopWell(farewell: Farewell): { gate: Gate; stop: () => void } {
  const servers = new Set<Server>();
  const underWay = new Set<ServerResponse>();
  let askedAt: number | null = null;

  async function finish(): Promise<void> {
    for (const server of servers) server.close();
    for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
    farewell.endStreams();
    const until = Date.now() + farewell.seconds * 1000;
    const work = farewell.endWork().catch(() => undefined);
    while (underWay.size > 0 && Date.now() < until) await sleep(20);
    await Promise.race([work, sleep(Math.max(0, until - Date.now()))]);
    if (underWay.size > 0) farewell.onCut(underWay.size);
    await Promise.race([farewell.close(), sleep(2_000)]).catch(() => undefined);
    farewell.exit(0);
  }

  return {
    gate(request, response, server) {
      servers.add(server);
      if (askedAt !== null) return answerProblem(request, response, ENDING, { connection: "close" });
      underWay.add(response);
      response.once("close", () => underWay.delete(response));
      return false;
    },
    stop() {
      if (askedAt !== null && Date.now() - askedAt > SAME) farewell.exit(1);
      if (askedAt !== null) return;
      askedAt = Date.now();
      void finish();
    },
  };
}

const ENDING = new TurboError("busy", "Turbo is being ended. Nothing was done; try again in a moment.", {
  retryAfter: 5,
});
