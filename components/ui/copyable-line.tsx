"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";

/** A line to paste elsewhere; where the browser refuses to copy it, one click selects it whole. */
export function CopyableLine({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const Sign = copied === "yes" ? Check : Copy;
  async function copy() {
    await navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("refused"),
    );
  }
  return (
    <div className="grid gap-1">
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 select-all break-all rounded-control border bg-raised px-2 py-1 font-mono text-row [font-variant-ligatures:none]">
          {text}
        </code>
        <Button onClick={copy} aria-label={`Copy ${what}`}>
          <Sign className="size-3.5" aria-hidden="true" />
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
      </div>
      {copied === "refused" ? (
        <p role="alert" className="text-danger text-row">
          The browser did not allow copying. Click the line, which selects it, and copy it.
        </p>
      ) : null}
    </div>
  );
}
