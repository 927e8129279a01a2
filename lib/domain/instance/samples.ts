import { jsonOf } from "#lib/core/row-value";
import type { NewSample } from "./schema.ts";

export const SAMPLE_ROW = {
  ...{ at: true, requests: true, errors: true, times: true, oldest: true, agents: true, memory: true },
} as const;

export type Sample = Omit<NewSample, "instance">;

export const sampleOf = ({ times, ...row }: Omit<Sample, "times"> & { times: unknown }): Sample => ({
  ...row,
  times: jsonOf<number[]>(times),
});

/** Several minutes or processes as one: what was counted is added, and of what was so at a time the most is told. */
export function addUp(samples: readonly Sample[]): Omit<Sample, "at"> {
  const sum = (of: "requests" | "errors") => samples.reduce((all, sample) => all + sample[of], 0);
  const most = (of: "oldest" | "agents" | "memory") => Math.max(0, ...samples.map((sample) => sample[of]));
  const times = (samples[0]?.times ?? []).map((_, place) =>
    samples.reduce((all, sample) => all + (sample.times[place] ?? 0), 0),
  );
  return {
    ...{ requests: sum("requests"), errors: sum("errors"), times },
    ...{ oldest: most("oldest"), agents: most("agents"), memory: most("memory") },
  };
}
