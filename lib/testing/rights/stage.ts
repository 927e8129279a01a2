import { newId } from "#lib/core/ids";
import { type Operation, run } from "#lib/core/operation";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { OPERATIONS } from "#lib/domain/operations";
import { type World, withKey } from "../world.ts";

/** Two projects with the same things in them, and one that is not there. */
export const PLACES = ["INN", "OUT", "QUA"] as const;
export type Place = (typeof PLACES)[number];

/** What has no key to be known by, by the name that inputs have for it after a `$`. */
export type Things = Readonly<Record<string, unknown>>;

/** Sets up the project of a key with one of everything, and answers what has no key. */
export async function stage(world: World, key: Place): Promise<Things> {
  const call = async (name: string, input: object, actor = world.owner) =>
    (await run(operationOf(name), world.as(actor), input)) as { id: string; key: string };
  const { id: project } = await call("projects.create", { name: `Project ${key}`, key });
  await call("issues.create", { project: key, title: "First", assignee: "ada", criteria: ["It works"] });
  const proof = { issue: `${key}-1`, criterion: 1, note: "Seen" };
  const proven = (await call("issues.prove", proof)) as unknown as { criteriaList: { evidence: { id: string }[] }[] };
  await call("issues.create", { project: key, title: "Second" });
  await call("issues.link", { issue: `${key}-1`, kind: "relates_to", other: `${key}-2` });
  await call("documents.create", { project: key, title: "Plan" });
  await call("documents.update", { document: `${key}-DOC1`, body: "More" });
  const outcome = { project: key, outcome: "This one." };
  await call("decisions.create", { ...outcome, title: "Proposed", governs: { issues: [`${key}-1`] } });
  for (const title of ["Holds", "Holds too"]) await call("decisions.create", { ...outcome, title, accept: true });
  const leaned = { governs: { issues: [`${key}-1`] }, accept: true };
  await call("decisions.create", { ...outcome, ...leaned, title: "Old" });
  await call("decisions.create", { ...outcome, title: "New", supersedes: [`${key}-DEC4`], accept: true });
  await call("milestones.create", { project: key, title: "Beta" });
  const items = [{ make: "issue", title: "Proposed" }];
  await call("proposals.propose", { project: key, title: "A plan", items });
  const initiative = await call("initiatives.create", { title: `Beyond ${key}`, projects: [key] });
  const update = { initiative: initiative.key, health: "on_track", body: "Fine" };
  const said = await call("comments.create", { on: `${key}-1`, body: "For @ada" }, world.member);
  const item = await world.database.reader.inboxItem.findFirstOrThrow({ where: { sourceId: said.id } });
  const agent = withKey(world.owner, { session: `session ${key}` });
  await call("issues.create", { project: key, title: "By an agent" }, agent);
  await call("issues.create", { project: key, title: "Taken", status: "ready" });
  await call("issues.create", { project: key, title: "To be taken", status: "ready" });
  await call("issues.claim", { issue: `${key}-4` }, world.member);
  const { event, request } = await firstEvent(world, agent.session ?? "");
  return {
    ...{ project, event, request, session: agent.session, initiative: initiative.key, item: item.id },
    update: (await call("initiatives.post_update", update)).id,
    comment: (await call("comments.create", { on: `${key}-1`, body: "A remark" })).id,
    evidence: proven.criteriaList[0]?.evidence[0]?.id,
    worklog: (await call("worklogs.start", { issue: `${key}-1` })).id,
    question: (await call("questions.ask", { issue: `${key}-1`, text: "Which one?", blocking: false })).id,
    ...(await attached(world, `${key}-1`)),
  };
}

/** The same names for what nobody ever made. */
export function nothing(things: Things): Things {
  const none: Things = { event: 999_999, session: "session QUA", initiative: "I-999", file: things.file };
  return Object.fromEntries(Object.keys(things).map((name) => [name, none[name] ?? newId()]));
}

export function operationOf(name: string): Operation {
  const found = OPERATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}

async function firstEvent(world: World, session: string) {
  const found = await world.database.reader.event.findFirstOrThrow({ where: { session } });
  return { event: found.number, request: found.requestId };
}

async function attached(world: World, on: string): Promise<Things> {
  const body = (async function* () {
    yield Buffer.from("words");
  })();
  const limits = { maxSizeMb: 1, allowedTypes: ["*/*"] };
  let file: object = {};
  const { id } = await takeIn(world.database.contents, { name: "notes.txt", body, limits }, (taken) => {
    file = taken;
    return run(createAttachment, world.as(), { on, ...taken });
  });
  return { attachment: id, file };
}

/** An input with the things of a place where it has `$name`, and with its key where it says `INN` (or `word`). */
export function inPlace(value: unknown, place: Place, things: Things, word = "INN"): unknown {
  const placed = (one: unknown) => inPlace(one, place, things, word);
  if (typeof value === "string") {
    return value.startsWith("$") ? things[value.slice(1)] : value.replace(new RegExp(`\\b${word}\\b`), place);
  }
  if (Array.isArray(value)) return value.map(placed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, placed(one)]));
}

/** Does an input name something that lies in a project? */
export function isPlaced(input: unknown, things: Things): boolean {
  const [here, there] = [inPlace(input, "INN", things), inPlace(input, "QUA", nothing(things))];
  return JSON.stringify(here) !== JSON.stringify(there);
}
