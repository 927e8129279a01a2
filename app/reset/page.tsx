import type { Metadata } from "next";
import { DeadLink } from "#components/entrance/dead-link";
import { Elsewhere } from "#components/entrance/elsewhere";
import { Entrance } from "#components/entrance/entrance";
import { ResetForm } from "#components/entrance/reset-form";
import { wayIn } from "#lib/auth/way-in";
import { resetLink } from "#lib/doors/links";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function ResetPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const { elsewhere } = await wayIn();
  if (elsewhere) return <Elsewhere address={elsewhere} />;
  const link = await resetLink(token);
  if (typeof link === "string") return <DeadLink used={link === "used"} />;
  return (
    <Entrance
      title="Set a new password"
      text={`For ${link.name}, whose handle is ${link.handle}. Other browsers that are signed in as you are signed out.`}
    >
      <ResetForm token={token} handle={link.handle} />
    </Entrance>
  );
}
