"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState, useSyncExternalStore } from "react";
import { connection } from "#components/connection";
import { Button } from "#components/ui/button";

/** Says above the page that the server does not answer, and reads the page again once it does. */
export function AwayBar() {
  const router = useRouter();
  const away = useSyncExternalStore(connection.watch, connection.isAway, () => false);
  const [back, setBack] = useState(false);
  const [was, setWas] = useState(away);
  if (was !== away) {
    setWas(away);
    setBack(!away);
  }
  useEffect(() => connection.onBack(() => startTransition(() => router.refresh())), [router]);
  useEffect(() => {
    if (!back) return;
    const timer = setTimeout(() => setBack(false), 5000);
    return () => clearTimeout(timer);
  }, [back]);
  if (!away && !back) return null;
  return (
    <div
      role="status"
      className={`flex min-h-9 shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b px-gutter py-1 text-row ${away ? "bg-danger-wash" : "bg-sunken"}`}
    >
      {away ? (
        <>
          <span>
            <span className="font-medium">Turbo does not answer.</span> What you type is kept on this device. The page
            goes on by itself when it is back.
          </span>
          <Button onClick={connection.ask}>Try now</Button>
        </>
      ) : (
        <span>Turbo is back. Send again what it did not take.</span>
      )}
    </div>
  );
}
