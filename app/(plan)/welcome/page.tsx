import type { Metadata } from "next";
import { FirstSteps } from "#components/first-steps/first-steps";
import { PageHeader } from "#components/shell/page-header";
import { listKeys } from "#lib/domain/keys/list-keys";
import type { ApiKey } from "#lib/domain/keys/schema";
import { readPage } from "#lib/doors/page";
import { readMe } from "../read-me.ts";
import { readProjects } from "../read-projects.ts";

export const metadata: Metadata = { title: "First steps" };

export default async function WelcomePage() {
  const [{ scope, user }, keys, projects] = await Promise.all([
    readMe(),
    readPage(listKeys, { limit: 200 }),
    readProjects(),
  ]);
  const mine = keys.items.filter((key) => key.kind === "agent" && key.user === user.handle && isLive(key));
  const agentKey = mine.find(({ lastUsedAt }) => lastUsedAt) ?? mine[0] ?? null;
  const project = (projects.items.find(({ status }) => status === "active") ?? projects.items[0])?.key ?? "APP";
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">First steps</h1>
      </PageHeader>
      <FirstSteps mayWrite={scope !== "read"} agentKey={agentKey} project={project} />
    </>
  );
}

function isLive({ revokedAt, expiresAt }: ApiKey): boolean {
  return !revokedAt && (!expiresAt || Date.parse(expiresAt) > Date.now());
}
