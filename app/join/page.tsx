import type { Metadata } from "next";
import { DeadLink } from "#components/entrance/dead-link";
import { Elsewhere } from "#components/entrance/elsewhere";
import { Entrance } from "#components/entrance/entrance";
import { GithubButton } from "#components/entrance/github-button";
import { JoinForm } from "#components/entrance/join-form";
import { Or } from "#components/entrance/or";
import { pageActor } from "#lib/auth/page-actor";
import { wayIn } from "#lib/auth/way-in";
import { invitationLink } from "#lib/doors/links";

export const metadata: Metadata = { title: "Join Turbo", robots: { index: false } };

const ROLE_SENTENCES = {
  owner: " You will be an owner, who may do everything.",
  admin: " You will be an admin, who runs this Turbo.",
  member: "",
  viewer: " You will be a viewer, who reads and changes nothing.",
} as const;

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function JoinPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const { elsewhere, github } = await wayIn();
  if (elsewhere) return <Elsewhere address={elsewhere} />;
  const link = await invitationLink(token);
  if (typeof link === "string") return <DeadLink used={link === "used"} />;
  const present = await pageActor();
  const role = ROLE_SENTENCES[link.role];
  const other = present ? ` This browser is signed in as ${present.user.name}, and will be as the new account.` : "";
  return (
    <Entrance title="Join Turbo" text={`${link.by.name} invites you to plan here.${role}${other}`}>
      <div className="grid gap-4">
        <JoinForm token={token} name={link.name ?? ""} handle={link.handle ?? ""} />
        {github ? (
          <>
            <Or />
            <GithubButton errand={{ errand: "join", invitation: token }}>Join with GitHub</GithubButton>
          </>
        ) : null}
      </div>
    </Entrance>
  );
}
