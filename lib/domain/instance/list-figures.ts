import { quantileOf } from "#lib/core/metrics";
import { anyone, defineOperation } from "#lib/core/operation";
import { addUp, SAMPLE_ROW, sampleOf } from "./samples.ts";
import { FiguresFilter, FiguresOverTime, type FiguresPoint, SPAN_MINUTES, SPANS } from "./schema.ts";

const MINUTE = 60_000;

export const listFigures = defineOperation({
  name: "figures.list",
  summary: "How this Turbo did over time: requests, how long they took, errors, the queue, live agents and memory.",
  access: "admin",
  reach: "workspace",
  rest: "GET /figures",
  input: FiguresFilter,
  output: FiguresOverTime,
  authorize: anyone,
  async handle(ctx, { span }) {
    const minutes = SPANS[span];
    const length = minutes * MINUTE;
    // The minute that goes on is written down once it is over.
    const start = Math.ceil((ctx.now.getTime() - MINUTE) / length) * length - SPAN_MINUTES[span] * MINUTE;
    const rows = await ctx.db.sample.findMany({ where: { at: { gte: new Date(start) } }, select: SAMPLE_ROW });
    const parts = Map.groupBy(rows.map(sampleOf), ({ at }) => Math.floor((at.getTime() - start) / length));
    const items = Array.from({ length: SPAN_MINUTES[span] / minutes }, (_, place): FiguresPoint => {
      const at = new Date(start + place * length);
      const samples = parts.get(place);
      if (!samples) return { at: at.toISOString(), ...NOTHING };
      const { requests, errors, times, oldest, agents, memory } = addUp(samples);
      const seconds = quantileOf(times, 0.95);
      const p95 = seconds === null ? null : Math.round(seconds * 10_000) / 10;
      return { at: at.toISOString(), requests, p95, errors, oldest, agents, memory: memory * 1024 };
    });
    return { minutes, items };
  },
});

const NOTHING = { requests: null, p95: null, errors: null, oldest: null, agents: null, memory: null };
