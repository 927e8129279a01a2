import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { githubProblem } from "#components/entrance/github-problem";
import { CreateKeyForm } from "#components/keys/create-key-form";
import { KeyList } from "#components/keys/key-list";
import { PasswordForm } from "#components/people/password-form";
import { ProfileForm } from "#components/people/profile-form";
import { SettingsTabs } from "#components/people/settings-tabs";
import { SignInList } from "#components/people/sign-in-list";
import { PageHeader } from "#components/shell/page-header";
import { GithubAccount } from "#components/sign-in-methods/github-account";
import { Passkeys } from "#components/sign-in-methods/passkeys";
import { SecondFactor } from "#components/sign-in-methods/second-factor";
import { ThemeChoice } from "#components/ui/theme-choice";
import { loadConfig } from "#lib/core/config";
import { listKeys } from "#lib/domain/keys/list-keys";
import { listSignIns } from "#lib/domain/keys/list-sign-ins";
import { listSignInMethods } from "#lib/domain/sign-in-methods/list-sign-in-methods";
import { readPage } from "#lib/doors/page";
import { readMe } from "../read-me.ts";

export const metadata: Metadata = { title: "Settings" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SettingsPage({ searchParams }: Props) {
  const { github } = loadConfig();
  const [{ user, scope }, keys, signIns, methods] = await Promise.all([
    readMe(),
    readPage(listKeys, { limit: 200 }),
    readPage(listSignIns, { limit: 100 }),
    readPage(listSignInMethods, {}),
  ]);
  return (
    <>
      <PageHeader>
        {scope === "admin" ? <SettingsTabs here="/settings" /> : <h1 className="font-medium">Settings</h1>}
      </PageHeader>
      <div className="mx-auto grid w-full max-w-180 grid-cols-[minmax(0,1fr)] gap-10 px-gutter py-8">
        <Part title="Theme" text="Kept in this browser.">
          <ThemeChoice />
        </Part>
        <Part title="Profile" text="How others see you.">
          <ProfileForm user={user} />
        </Part>
        <Part
          title="API keys"
          text="For agents, scripts and the command line. A key acts as you; its name stands beside yours."
        >
          <CreateKeyForm most={scope} />
          <KeyList keys={keys.items.filter((key) => !key.revokedAt)} />
        </Part>
        <Part title="Signed-in browsers" text="Sign out those that you do not know.">
          <SignInList signIns={signIns.items} />
        </Part>
        <Part
          title="Password"
          text={user.hasPassword ? "Setting it ends your other sign-ins." : "You have none; this machine signs you in."}
        >
          <PasswordForm hasPassword={user.hasPassword} />
        </Part>
        <Part title="Second factor" text="A code of an authenticator app, asked for after your password.">
          <SecondFactor of={methods.secondFactor} hasPassword={user.hasPassword} />
        </Part>
        <Part title="Passkeys" text="Sign in with a phone, a computer or a stick, without password and code.">
          <Passkeys passkeys={methods.passkeys} hasPassword={user.hasPassword} host={await hostName()} />
        </Part>
        {github || methods.github ? (
          <Part title="GitHub" text="Sign in by your account there.">
            <GithubAccount
              of={methods.github}
              hasPassword={user.hasPassword}
              server={github?.server ?? null}
              problem={githubProblem((await searchParams).github)}
            />
          </Part>
        ) : null}
      </div>
    </>
  );
}

/** The name by which this page was called, without its port. */
async function hostName(): Promise<string> {
  return ((await headers()).get("host") ?? "").toLowerCase().replace(/:\d+$/, "");
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div>
        <h2 className="font-semibold text-prose">{title}</h2>
        <p className="text-muted">{text}</p>
      </div>
      {children}
    </section>
  );
}
