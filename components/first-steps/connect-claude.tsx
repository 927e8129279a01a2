"use client";

import { Bot } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { ConnectLine, ConnectState } from "#components/keys/connect-line";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import type { ApiKey, CreatedApiKey } from "#lib/domain/keys/schema";

/** Says how the agent's key stands that is there already, makes one for Claude Code and shows the line that connects it. */
export function ConnectClaude({ known }: { known: ApiKey | null }) {
  const [made, setMade] = useState<z.output<typeof CreatedApiKey> | null>(null);
  const [busy, setBusy] = useState(false);
  async function make() {
    setBusy(true);
    const asked = { name: "Claude Code", kind: "agent", scope: "write" };
    await attempt(async () => setMade(await post("/keys", asked)), "The key was not made");
    setBusy(false);
  }
  if (made) {
    return (
      <div className="grid gap-2">
        <p>The line holds a new key. It is shown this once; Settings lists and revokes it.</p>
        <ConnectLine made={made} />
      </div>
    );
  }
  return (
    <>
      {known ? (
        <div className="grid gap-1">
          <p>
            There is a key <bdi className="font-medium">{known.name}</bdi>{" "}
            <span className="font-mono text-mini text-muted">{known.prefix}…</span>. Its line was shown when it was
            made, and a local start prints it again.
          </p>
          <ConnectState of={known} />
        </div>
      ) : null}
      <Button onClick={make} disabled={busy}>
        <Bot className="size-3.5" aria-hidden="true" />
        {known ? "Make another key and show the line" : "Make a key and show the line"}
      </Button>
    </>
  );
}
