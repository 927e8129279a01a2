import { parseArgs } from "node:util";
import pino from "pino";
import { createContext } from "#lib/core/context";
import { connect } from "#lib/db/connect";
import { BEHAVIOURS, simulate } from "#lib/testing/simulation/simulate";
import { makeWorld } from "#lib/testing/world";

// Lets agents of several behaviours work for days of a virtual clock, and prints what came of it:
// npm run simulate -- --agents 10 --days 30 --arrivals 20 --servers 2 --seed 1

const { values } = parseArgs({
  options: {
    agents: { type: "string", default: "10" },
    days: { type: "string", default: "30" },
    arrivals: { type: "string", default: "15" },
    servers: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
});
const number = (name: keyof typeof values): number => {
  const given = Number(values[name]);
  if (Number.isInteger(given) && given > 0) return given;
  process.stderr.write(`--${name} must be a whole number above 0.\n`);
  process.exit(2);
};

const agents = Object.fromEntries(
  BEHAVIOURS.map((behaviour, place) => [
    behaviour,
    Math.floor((number("agents") + BEHAVIOURS.length - 1 - place) / BEHAVIOURS.length),
  ]),
);
const world = await makeWorld("sqlite", { durability: "normal" });
const log = pino({ level: "silent" });
const others = Array.from({ length: number("servers") - 1 }, () => connect({ url: world.url, durability: "normal" }));
const servers = [
  world.as,
  ...others.map(
    (database) => (actor: Parameters<typeof world.as>[0]) =>
      createContext({ actor: actor ?? world.owner, database, log }),
  ),
];
const plan = { agents, days: number("days"), arrivals: number("arrivals"), seed: number("seed") };
const outcome = await simulate(world, servers, plan);
for (const [name, value] of Object.entries(outcome)) process.stdout.write(`${name.padEnd(12)}${value}\n`);
await Promise.all(others.map((database) => database.close()));
await world.close();
const { collisions, late, lost, doubled, silent } = outcome;
process.exitCode = collisions + late + lost + doubled + silent > 0 ? 1 : 0;
