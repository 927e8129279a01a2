"use client";

import { Bot } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { ConnectLine } from "#components/keys/connect-line";
import { Button } from "#components/ui/button";
import { refusalToast } from "#components/ui/refusal-toast";
import type { CreatedApiKey } from "#lib/domain/keys/schema";

/** Makes a key for Claude Code and shows the line that connects it. */
export function ConnectClaude() {
  const [made, setMade] = useState<z.output<typeof CreatedApiKey> | null>(null);
  const [busy, setBusy] = useState(false);
  async function make() {
    setBusy(true);
    try {
      setMade(await post("/keys", { name: "Claude Code", kind: "agent", scope: "write" }));
    } catch (error) {
      refusalToast(error, "The key was not made");
    }
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
    <Button onClick={make} disabled={busy}>
      <Bot className="size-3.5" aria-hidden="true" />
      Make a key and show the line
    </Button>
  );
}
