"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { CopyableLine } from "#components/ui/copyable-line";
import { claudeLine } from "#lib/domain/keys/claude-line";
import type { ApiKey, CreatedApiKey } from "#lib/domain/keys/schema";

/** Milliseconds between two looks at whether the key was used. */
const PAUSE = 2000;

/** The line that connects Claude Code with a key just made, and whether it has called. */
export function ConnectLine({ made }: { made: z.output<typeof CreatedApiKey> }) {
  return (
    <div className="grid gap-2">
      <p>Paste this into a terminal, in the repository that Claude Code works in:</p>
      <CopyableLine text={claudeLine(window.location.origin, made.secret)} what="the line for Claude Code" />
      <ConnectState of={made} />
    </div>
  );
}

/** Whether an agent has called with its key yet. */
export function ConnectState({ of: { id, lastUsedAt } }: { of: Pick<ApiKey, "id" | "lastUsedAt"> }) {
  const called = useCalled(id, lastUsedAt !== null);
  const router = useRouter();
  useEffect(() => {
    if (called && !lastUsedAt) router.refresh();
  }, [called, lastUsedAt, router]);
  return (
    <p role="status" className="flex items-center gap-2 text-row">
      <span aria-hidden="true" className={`size-2 rounded-full ${called ? "bg-live" : "bg-line-strong"}`} />
      {called
        ? "Claude Code called. It is connected."
        : "It has not called yet. Start Claude Code, or run: claude mcp list"}
    </p>
  );
}

/** Was the key used? Asks again and again until it was, while somebody looks. */
function useCalled(id: string, before: boolean): boolean {
  const [called, setCalled] = useState(before);
  useEffect(() => {
    if (called) return;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const keys = await get<{ items: ApiKey[] }>("/keys", { limit: 20 }).catch(() => null);
      if (keys?.items.some((key) => key.id === id && key.lastUsedAt)) setCalled(true);
    }, PAUSE);
    return () => clearInterval(timer);
  }, [called, id]);
  return called;
}
