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
  const called = useCalled(made.id);
  const router = useRouter();
  useEffect(() => {
    if (called) router.refresh();
  }, [called, router]);
  return (
    <div className="grid gap-2">
      <p>Paste this into a terminal, in the repository that Claude Code works in:</p>
      <CopyableLine text={claudeLine(window.location.origin, made.secret)} what="the line for Claude Code" />
      <p role="status" className="flex items-center gap-2 text-row">
        <span aria-hidden="true" className={`size-2 rounded-full ${called ? "bg-live" : "bg-line-strong"}`} />
        {called
          ? "Claude Code called. It is connected."
          : "It has not called yet. Start Claude Code, or run: claude mcp list"}
      </p>
    </div>
  );
}

/** Was the key used? Asks again and again until it was, while somebody looks. */
function useCalled(id: string): boolean {
  const [called, setCalled] = useState(false);
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
