import { expect, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

/** The statuses of six tries with a wrong key at a door, each with another forwarded address. */
async function wrongKeys({ url }: RunningTurbo, path: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const headers = { "x-api-key": "turbo_wrong", "x-forwarded-for": `203.0.113.${turn}` };
    const answer = await fetch(url + path, { method: path === "/mcp" ? "POST" : "GET", headers });
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  return statuses;
}

test("Wrong keys are counted by where they come from, at every door, and no address can be blocked by naming it.", async () => {
  const turbo = await startTurbo({ env: { TURBO_RATE_LIMIT_PER_MINUTE: "3" } });
  try {
    expect(await wrongKeys(turbo, "/api/v1/me")).toEqual([401, 401, 401, 429, 429, 429]);
    for (const path of ["/mcp", "/api/events"]) expect(await wrongKeys(turbo, path)).toEqual(Array(6).fill(429));
  } finally {
    await turbo.stop();
  }
});

test("Behind a trusted proxy each client counts for itself.", async () => {
  const env = { TURBO_RATE_LIMIT_PER_MINUTE: "3", TURBO_TRUSTED_PROXIES: "loopback" };
  const turbo = await startTurbo({ env });
  try {
    for (const path of ["/api/v1/me", "/mcp", "/api/events"])
      expect(await wrongKeys(turbo, path)).toEqual(Array(6).fill(401));
    expect(await wrongKeys(turbo, "/api/v1/me")).toEqual(Array(6).fill(429));
  } finally {
    await turbo.stop();
  }
});
