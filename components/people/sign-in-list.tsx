"use client";

import { useRouter } from "next/navigation";
import { remove } from "#components/api";
import { browserWords } from "#components/people/browser-words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { SignIn } from "#lib/domain/keys/schema";

/** The browsers that are signed in; each can be signed out from here. */
export function SignInList({ signIns }: { signIns: SignIn[] }) {
  const router = useRouter();

  async function end(signIn: SignIn) {
    if (!(await attempt(() => remove(`/sign-ins/${signIn.id}`), "The browser was not signed out"))) return;
    if (signIn.current) return window.location.assign("/sign-in");
    toast("Signed out that browser");
    router.refresh();
  }

  return (
    <ul className="divide-y rounded-card border">
      {signIns.map((signIn) => (
        <li key={signIn.id} className="flex min-h-12 items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="block truncate" title={signIn.userAgent}>
              {browserWords(signIn.userAgent)}
              {signIn.current ? <span className="text-live"> · this browser</span> : null}
            </span>
            <span className="text-mini text-muted">
              Seen <RelativeTime at={signIn.lastSeenAt} />, signed in <RelativeTime at={signIn.createdAt} />
            </span>
          </span>
          <Button onClick={() => end(signIn)}>Sign out</Button>
        </li>
      ))}
    </ul>
  );
}
