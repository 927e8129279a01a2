import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { requireIssue } from "#lib/domain/issues/queries";
import { createProject } from "#lib/domain/projects/create-project";
import { getProject } from "#lib/domain/projects/get-project";
import { fingerprint } from "#lib/testing/fingerprint";
import { ENGINES, makeWorld, type World, withKey } from "#lib/testing/world";
import type { Perform } from "../carry-out.ts";
import { importTaskMaster } from "./import-task-master.ts";

const FILE = path.join(import.meta.dirname, "fixtures/tasks.json");
const silent = () => undefined;

describe.each(ENGINES)("a tasks.json of Task Master on %s", (engine) => {
  let world: World;
  let perform: Perform;
  beforeEach(async () => {
    world = await makeWorld(engine);
    perform = (operation, input) => run(operation, world.as(), input);
    await perform(createProject, { name: "Shop", key: "SHOP" });
  });
  afterEach(() => world.close());

  const bring = (options: object = {}) => importTaskMaster(FILE, { project: "SHOP", ...options }, perform, silent);

  test("comes in with its parts, dependencies, labels and old ids", async () => {
    const report = await bring();
    expect(report).toMatchObject({
      projects: [{ key: "SHOP", made: false, issues: { inFile: 13, created: 13, existing: 0 } }],
      parents: 6,
      blockers: 6,
      references: 1,
    });
    const issue = await requireIssue(world.as(), "master:1.2");
    expect(issue).toMatchObject({
      key: "SHOP-6",
      parent: "SHOP-1",
      status: "review",
      source: "task-master:MASTER:1.2",
    });
    expect(issue.links.map(({ kind, issue: other }) => `${kind} ${other.key}`).sort()).toEqual([
      "blocked_by SHOP-10",
      "blocked_by SHOP-5",
      "blocks SHOP-7",
    ]);
    expect((await requireIssue(world.as(), "opening:1")).labels.map(({ name }) => name)).toEqual(["opening"]);
  });

  test("a dry run tells the same, and a second import changes no row and no event number", async () => {
    const dry = await bring({ dryRun: true });
    const empty = await world.as().db.issue.count();
    const report = await bring();
    expect([empty, { ...dry, dryRun: false, references: 1 }]).toEqual([0, report]);
    const before = await fingerprint(world);
    expect(await bring()).toMatchObject({
      projects: [{ issues: { created: 0, existing: 13 } }],
      parents: 0,
      blockers: 0,
    });
    expect(await fingerprint(world)).toEqual(before);
  });

  test("lists become projects of their own, which are found again", async () => {
    const dry = await bring({ lists: "projects", dryRun: true });
    expect(await world.as().db.project.count()).toBe(1);
    const report = await bring({ lists: "projects" });
    expect({ ...dry, dryRun: false, references: 1 }).toEqual(report);
    expect(report.projects).toEqual([
      { key: "SHOP", name: "Shop", made: false, issues: { inFile: 11, created: 11, existing: 0 } },
      { key: "OPE", name: "opening", made: true, issues: { inFile: 2, created: 2, existing: 0 } },
    ]);
    expect(await perform(getProject, { project: "OPE" })).toMatchObject({ description: "The first season" });
    expect((await requireIssue(world.as(), "OPENING:1")).key).toBe("OPE-1");
    const before = await fingerprint(world);
    expect((await bring({ lists: "projects" })).projects.map(({ issues }) => issues.created)).toEqual([0, 0]);
    expect(await fingerprint(world)).toEqual(before);
  });

  test("a list goes to the project that one names, and never by chance into another", async () => {
    await perform(createProject, { name: "Opera", key: "OPE" });
    const refused = bring({ lists: "projects" });
    await expect(refused).rejects.toThrow(
      'would become the project OPE, which is already "Opera". Nothing was imported.',
    );
    expect(await world.as().db.issue.count()).toBe(0);
    const keys = (list: string, key: string) => ({ lists: "projects", keys: new Map([[list, key]]) });
    await expect(bring(keys("opening", "SHOP"))).rejects.toThrow("SHOP takes another");
    await expect(bring(keys("opening", "4U"))).rejects.toThrow("4U is no key for a project");
    await expect(bring(keys("closing", "CL"))).rejects.toThrow("There is no list closing of its own.");
    await expect(bring({ keys: new Map([["opening", "OP"]]) })).rejects.toThrow("add --lists projects");
    expect((await bring(keys("opening", "OPE"))).projects[1]).toMatchObject({ key: "OPE", made: false });
  });

  test("a list that came as a label is not brought again as a project", async () => {
    await bring();
    await expect(bring({ lists: "projects" })).rejects.toThrow("The list opening is in SHOP already, as a label.");
    expect(await world.as().db.project.count()).toBe(1);
  });

  test("nothing comes twice in any order of options", async () => {
    await bring({ lists: "projects" });
    const before = await fingerprint(world);
    await expect(bring()).rejects.toThrow("The list opening is in OPE already, as a project. Nothing was imported.");
    await expect(bring({ dryRun: true })).rejects.toThrow("Import with --lists projects again");
    const renamed = bring({ lists: "projects", keys: new Map([["opening", "OTHER"]]) });
    await expect(renamed).rejects.toThrow(
      "The list opening is in OPE already. Nothing was imported. Name it: --keys opening=OPE",
    );
    await expect(bring({ project: "OPE" })).rejects.toThrow("The list master is in SHOP already, as a project.");
    expect((await bring({ lists: "projects" })).projects.map(({ issues }) => issues.created)).toEqual([0, 0]);
    expect(await fingerprint(world)).toEqual(before);
    await perform(createProject, { name: "Copy", key: "COPY" });
    expect((await bring({ project: "COPY" })).projects).toMatchObject([{ issues: { created: 13 } }]);
    expect((await bring({ project: "COPY" })).projects).toMatchObject([{ issues: { created: 0, existing: 13 } }]);
  });

  test("what is blocked by more issues than one call takes gets all of them", async () => {
    const blockers = Array.from({ length: 450 }, (_, at) => ({ id: at + 2, title: `Step ${at}` }));
    const file = path.join(mkdtempSync(path.join(tmpdir(), "turbo-task-master-")), "tasks.json");
    const last = { id: 1, title: "Last", dependencies: blockers.map(({ id }) => id).join(", ") };
    writeFileSync(file, JSON.stringify({ tasks: [last, ...blockers] }));
    const dry = await importTaskMaster(file, { project: "SHOP", dryRun: true }, perform, silent);
    const report = await importTaskMaster(file, { project: "SHOP" }, perform, silent);
    expect([dry.blockers, dry.refused, report.blockers]).toEqual([450, null, 450]);
    expect(await world.as().db.issueLink.count()).toBe(450);
    expect(await importTaskMaster(file, { project: "SHOP" }, perform, silent)).toMatchObject({ blockers: 0 });
    rmSync(path.dirname(file), { recursive: true });
  });

  test("an issue done before its list was made was made by then", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "turbo-task-master-")), "tasks.json");
    const task = { id: 1, title: "A", status: "done", updatedAt: "2025-02-02T00:00:00Z" };
    writeFileSync(file, JSON.stringify({ master: { tasks: [task], metadata: { created: "2025-05-05T00:00:00Z" } } }));
    await importTaskMaster(file, { project: "SHOP" }, perform, silent);
    const day = new Date("2025-02-02T00:00:00Z");
    const where = { source: "task-master:MASTER:1" };
    expect(await world.as().db.issue.findFirst({ where })).toMatchObject({
      createdAt: day,
      updatedAt: day,
      completedAt: day,
    });
    rmSync(path.dirname(file), { recursive: true });
  });

  test("a key of one project brings labels into it, makes no projects, and finds its own old ids", async () => {
    await perform(createProject, { name: "Other", key: "OTHER" });
    await importTaskMaster(FILE, { project: "OTHER" }, perform, silent);
    const { id } = await world.as().db.project.findFirstOrThrow({ where: { key: "SHOP" } });
    const limited = withKey(world.owner, { projectIds: [id] });
    const by: Perform = (operation, input) => run(operation, world.as(limited), input);
    const projects = importTaskMaster(FILE, { project: "SHOP", lists: "projects" }, by, silent);
    await expect(projects).rejects.toMatchObject({ code: "forbidden" });
    const dry = await importTaskMaster(FILE, { project: "SHOP", lists: "projects", dryRun: true }, by, silent);
    expect(dry.refused).toContain("limited to some projects");
    const reader: Perform = (operation, input) =>
      run(operation, world.as(withKey(world.owner, { scope: "read" })), input);
    expect((await importTaskMaster(FILE, { project: "SHOP", dryRun: true }, reader, silent)).refused).toContain(
      "scope read",
    );
    expect(await world.as().db.issue.count({ where: { projectId: id } })).toBe(0);
    const report = await importTaskMaster(FILE, { project: "SHOP" }, by, silent);
    expect(report.projects).toMatchObject([{ issues: { created: 13 } }]);
    expect((await requireIssue(world.as(limited), "MASTER:1")).key).toBe("SHOP-1");
  });
});
