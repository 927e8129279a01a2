import type { RunningTurbo } from "../start.ts";
import { attachFile, makeProject, PNG } from "./signed-in.ts";

export const LONG = "Verantwortlichkeits".repeat(10);
const RTL = "قرار: ساعة قاعدة البيانات هي التي تحسم متى تنتهي المهلة";
const HOSTILE = `<img src=x onerror="window.__hurt=1"> {{7*7}} "quoted" 'single' &amp; 👩‍👩‍👧`;
const PROSE = `# Title

${LONG}

${RTL}

${HOSTILE}

| a | b |
| - | - |
| ${LONG} | c |

\`\`\`ts
const long = "${LONG}";
\`\`\`

- [ ] task
- [x] done

## Second

> ${LONG}`;

/** Every page of the app by name, with long words, writing from right to left and hostile text on it. */
export async function makeAwkwardPages(turbo: RunningTurbo): Promise<Record<string, string>> {
  const { key, keys } = await makeProject(turbo, [
    {
      title: "A common issue",
      status: "ready",
      priority: "critical",
      assignee: "me",
      dueDate: "2020-01-01",
      estimate: 3,
    },
    { title: LONG, status: "in_progress", assignee: "me", criteria: ["One", LONG] },
    { title: RTL, status: "done" },
    { title: "Thrown away" },
  ]);
  const [first, second, third, fourth] = keys;

  async function ask(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const answer = await turbo.rest(method, path, body, headers);
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as { key: string; id: string; options: { id: string }[] };
  }

  await ask("POST", "/labels", { name: `${key} label`, colour: "amber" });
  await ask("PATCH", `/issues/${first}`, { addLabels: [`${key} label`], description: PROSE });
  await ask("POST", `/issues/${first}/links`, { kind: "blocked_by", other: second });
  await ask("POST", `/issues/${first}/comments`, { body: `A comment on ${second}` });
  await ask("POST", `/issues/${first}/worklogs`, { minutes: 90, note: "Worked" }, { "x-api-key": turbo.agentKey });
  const asked = { text: PROSE, options: [LONG, RTL, HOSTILE.slice(0, 150), "Short"] };
  await ask("POST", `/issues/${first}/questions`, asked, { "x-api-key": turbo.agentKey });
  await ask("DELETE", `/issues/${fourth}`);

  const initiative = await ask("POST", "/initiatives", {
    title: LONG,
    description: PROSE,
    owner: "me",
    status: "in_progress",
    health: "at_risk",
    startDate: "2026-01-01",
    targetDate: "2026-03-01",
    projects: [key],
  });
  const bare = await ask("POST", "/initiatives", { title: RTL, projects: [key], targetDate: "2027-01-01" });
  await ask("POST", `/initiatives/${initiative.key}/updates`, { health: "off_track", body: `${HOSTILE}\n\n${LONG}` });
  const milestone = await ask("POST", "/milestones", {
    project: key,
    title: LONG,
    description: PROSE,
    startDate: "2026-01-05",
    dueDate: "2026-02-01",
  });
  await ask("POST", "/milestones", { project: key, title: HOSTILE, dueDate: "2027-02-01" });
  for (const issue of [first, second, third]) {
    await ask("PATCH", `/issues/${issue}`, { initiative: initiative.key, milestone: milestone.key });
  }

  const document = await ask("POST", "/documents", {
    project: key,
    title: LONG,
    body: PROSE,
    labels: [`${key} label`],
  });
  await ask("POST", "/documents", { project: key, title: RTL, parent: document.key });
  await ask("POST", "/documents", { project: key, title: HOSTILE, parent: document.key, body: `See ${document.key}.` });
  await ask("PATCH", `/documents/${document.key}`, { body: `${PROSE}\n\n${HOSTILE}`, note: LONG });

  const record = {
    project: key,
    context: PROSE,
    rationale: RTL,
    consequences: HOSTILE,
    options: [
      { name: LONG, pros: [LONG, RTL], cons: [HOSTILE], whyNot: LONG },
      { name: RTL, pros: ["Short"] },
    ],
    impactAreas: ["security", "a b c d e f g h i j k l m n o p"],
    governs: { issues: [first, third], documents: [document.key], paths: [`src/${LONG}/**`], labels: [`${key} label`] },
  };
  const proposed = await ask("POST", "/decisions", { ...record, title: LONG });
  const accepted = await ask("POST", "/decisions", { ...record, title: RTL, outcome: PROSE, accept: true });
  const old = await ask("POST", "/decisions", { ...record, title: HOSTILE, outcome: LONG, accept: true });
  await ask("POST", `/decisions/${old.key}/supersede`, { by: accepted.key });
  for (const on of [initiative.key, milestone.key, document.key, accepted.key]) {
    const said = await ask("POST", "/comments", { on, body: `${HOSTILE} ${LONG} ${first} ${accepted.key}` });
    await attachFile(turbo, said.id, "shot.png", PNG);
    await attachFile(turbo, said.id, `${LONG}.txt`, "words");
  }
  const items = [
    {
      make: "issue",
      title: LONG,
      description: PROSE,
      criteria: [LONG, RTL],
      labels: [`${key} label`],
      priority: "critical",
    },
    { make: "issue", title: RTL, parent: "1", blockedBy: [first] },
    { make: "document", title: HOSTILE, body: HOSTILE },
    { make: "link", issue: "1", kind: "relates_to", other: first },
  ];
  const proposal = await ask("POST", "/proposals", { project: key, title: LONG, note: PROSE, items });
  await ask("POST", `/proposals/${proposal.key}/accept`, { items: [4] });
  await ask("POST", `/proposals/${proposal.key}/reject`, { items: [3], reason: LONG });
  await ask("POST", "/comments", { on: first, body: `@me ${LONG}` }, { "x-api-key": turbo.agentKey });

  await ask("PATCH", `/issues/${first}`, { estimate: 3 }, { "x-api-key": turbo.agentKey, "x-turbo-session": LONG });
  const { items: agents } = (await (await turbo.rest("GET", "/agents")).json()) as { items: { id: string }[] };

  return {
    projects: "/projects",
    audit: "/settings/audit",
    figures: "/settings/instance",
    list: `/projects/${key}`,
    filtered: `/projects/${key}?priority=critical,high&status=ready&text=common`,
    "project settings": `/projects/${key}/settings`,
    issue: `/issues/${first}`,
    "long issue": `/issues/${second}`,
    "missing issue": `/issues/${key}-999`,
    search: "/search?q=common",
    my: "/my",
    proposals: "/proposals",
    "project proposals": `/projects/${key}/proposals`,
    proposal: `/proposals/${proposal.key}`,
    bin: "/bin",
    agents: "/agents",
    agent: `/agents/${agents[0]?.id}`,
    sessions: "/agents/sessions",
    tokens: "/agents/tokens",
    settings: "/settings",
    people: "/settings/people",
    jobs: "/settings/jobs",
    inbox: "/inbox",
    initiatives: "/initiatives",
    initiative: `/initiatives/${initiative.key}`,
    "bare initiative": `/initiatives/${bare.key}`,
    timeline: "/timeline",
    milestones: `/projects/${key}/milestones`,
    milestone: `/milestones/${milestone.key}`,
    decisions: "/decisions",
    "project decisions": `/projects/${key}/decisions`,
    "proposed decision": `/decisions/${proposed.key}`,
    "accepted decision": `/decisions/${accepted.key}`,
    "superseded decision": `/decisions/${old.key}`,
    documents: "/documents",
    "project documents": `/projects/${key}/documents`,
    document: `/documents/${document.key}`,
    "document history": `/documents/${document.key}/history`,
    "missing decision": `/decisions/${key}-DEC999`,
  };
}
