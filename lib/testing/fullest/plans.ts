import { type FullestWrite, initiative, LABELS, milestone, movedIssue, naming, proposal, title } from "./stage.ts";

const project = () => ({
  name: title().slice(0, 80),
  description: naming(),
  status: "on_hold",
  priority: "high",
  colour: "red",
  lead: "ben",
  members: ["ada", "ben"],
  queueWeight: 5,
  repositoryUrl: "https://code.example/made",
  localPath: "/code/made",
});

/** Writes of projects, initiatives and milestones. */
export const FULLEST_PLANS: Readonly<Record<string, FullestWrite>> = {
  "projects.create": {
    operation: "projects.create",
    async input() {
      const key = `K${title().slice(-9).toUpperCase()}`;
      return { ...project(), labels: LABELS, key };
    },
  },
  "projects.update": {
    operation: "projects.update",
    async input(call) {
      const input = { ...project(), description: "See MAIN-2.", members: ["ada"], lead: "ada", labels: ["ux"] };
      return { project: (await call("projects.create", input)).key, ...project(), labels: LABELS };
    },
  },
  "initiatives.create": {
    operation: "initiatives.create",
    async input() {
      return { ...aim(), status: "planning", projects: ["MAIN", "WEB"] };
    },
  },
  "initiatives.update": {
    operation: "initiatives.update",
    without: ["replace", "addProjects", "removeProjects"],
    async input(call) {
      const made = await initiative(call, { description: "See MAIN-2.", projects: ["WEB"] });
      return { initiative: made, ...aim(), status: "completed", projects: ["MAIN"] };
    },
  },
  "initiatives.post_update": {
    operation: "initiatives.post_update",
    async input(call) {
      return { initiative: await initiative(call), health: "at_risk", body: naming() };
    },
  },
  "initiatives.edit_update": {
    operation: "initiatives.edit_update",
    async input(call) {
      const said = { initiative: await initiative(call), health: "at_risk", body: "See MAIN-2." };
      return { update: (await call("initiatives.post_update", said)).id, health: "on_track", body: naming() };
    },
  },
  "proposals.propose": {
    operation: "proposals.propose",
    async input(call) {
      const { key, old } = await movedIssue(call);
      const items = [
        { ...item(), description: naming(key), parent: old, blockedBy: [key], labels: [...LABELS] },
        item(),
      ];
      return { project: "MAIN", title: title(), note: naming(), items };
    },
  },
  "proposals.edit": {
    operation: "proposals.edit",
    async input(call) {
      return { proposal: await proposal(call), item: 1, changes: { description: naming(), labels: [...LABELS] } };
    },
  },
  "proposals.accept": {
    operation: "proposals.accept",
    without: ["all"],
    async input(call) {
      return { proposal: await proposal(call), items: [1] };
    },
  },
  "proposals.reject": {
    operation: "proposals.reject",
    without: ["all"],
    async input(call) {
      return { proposal: await proposal(call), items: [1], reason: naming() };
    },
  },
  "milestones.create": {
    operation: "milestones.create",
    async input() {
      return { project: "MAIN", ...goal(), status: "planned", confirm: true };
    },
  },
  "milestones.update": {
    operation: "milestones.update",
    without: ["replace"],
    async input(call) {
      return { milestone: await milestone(call, { description: "See MAIN-2." }), ...goal(), status: "completed" };
    },
  },
};

const item = () => ({ make: "issue", title: title() });

const goal = () => ({ title: title(), description: naming(), startDate: "2027-01-01", dueDate: "2027-01-31" });
const aim = () => ({
  title: title(),
  description: naming(),
  owner: "ben",
  health: "at_risk",
  startDate: "2027-01-01",
  targetDate: "2027-01-31",
});
