import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InvitationList } from "#components/people/invitation-list";
import { InviteForm } from "#components/people/invite-form";
import { PersonList } from "#components/people/person-list";
import { SettingsTabs } from "#components/people/settings-tabs";
import { PageHeader } from "#components/shell/page-header";
import { listInvitations } from "#lib/domain/people/list-invitations";
import { listUsers } from "#lib/domain/people/list-users";
import { readPage } from "#lib/doors/page";
import { readMe } from "../../read-me.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { user, scope } = await readMe();
  if (scope !== "admin") notFound();
  const [users, invitations] = await Promise.all([
    readPage(listUsers, { limit: 200 }),
    readPage(listInvitations, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader>
        <SettingsTabs here="/settings/people" />
      </PageHeader>
      <div className="mx-auto grid w-full max-w-180 grid-cols-[minmax(0,1fr)] gap-10 px-gutter py-8">
        <section aria-labelledby="invite" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div>
            <h2 id="invite" className="font-semibold text-prose">
              Invite
            </h2>
            <p className="text-muted">People join by a link that you hand over: Turbo sends no mail.</p>
          </div>
          <InviteForm by={user.role} />
          <InvitationList invitations={invitations.items} />
        </section>
        <section aria-labelledby="people" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div>
            <h2 id="people" className="font-semibold text-prose">
              People
            </h2>
            <p className="text-muted">Who lost a password sets a new one by a reset link; who leaves is disabled.</p>
          </div>
          <PersonList people={users.items} me={user} />
        </section>
      </div>
    </>
  );
}
