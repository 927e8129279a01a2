import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Command } from "#components/entrance/command";
import { Elsewhere } from "#components/entrance/elsewhere";
import { Entrance } from "#components/entrance/entrance";
import { githubProblem } from "#components/entrance/github-problem";
import { localPath } from "#components/entrance/local-path";
import { SignInWays } from "#components/entrance/sign-in-ways";
import { pageActor } from "#lib/auth/page-actor";
import { wayIn } from "#lib/auth/way-in";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const next = localPath(asked.next);
  if (await pageActor()) redirect(next);
  const { local, setUp, passwords, passkeys, github, elsewhere } = await wayIn();
  if (elsewhere) return <Elsewhere address={elsewhere} />;
  if (setUp) redirect("/setup");
  if (!passwords && !passkeys && !github) {
    return (
      <Entrance
        title="Sign in"
        text="Turbo runs on this machine and asks for no password. In the folder where it runs, open a signed-in page:"
      >
        <Command>turbo open</Command>
      </Entrance>
    );
  }
  return (
    <Entrance title="Sign in" text={local ? "Or run turbo open in the folder where Turbo runs." : undefined}>
      <SignInWays
        next={next}
        passwords={passwords}
        passkeys={passkeys}
        github={github}
        problem={githubProblem(asked.github)}
      />
    </Entrance>
  );
}
