import type { Metadata } from "next";
import { FirstSteps } from "#components/first-steps/first-steps";
import { PageHeader } from "#components/shell/page-header";
import { getMe } from "#lib/domain/people/get-me";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "First steps" };

export default async function WelcomePage() {
  const { scope } = await readPage(getMe, {});
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">First steps</h1>
      </PageHeader>
      <FirstSteps mayWrite={scope !== "read"} />
    </>
  );
}
