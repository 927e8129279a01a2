import type { ReactNode } from "react";
import { CopyableLine } from "#components/ui/copyable-line";
import { DueTime } from "#components/ui/due-time";

interface Props {
  /** What it is for, as a sentence. */
  children: ReactNode;
  url: string;
  expiresAt: string;
}

/** A one-time link just made, which is shown this once. */
export function MadeLink({ children, url, expiresAt }: Props) {
  return (
    <div role="status" className="grid gap-2 rounded-card border border-edge bg-sunken p-3">
      <p>
        <span className="font-medium">{children}</span> It works once and is shown this once; it runs out{" "}
        <DueTime at={expiresAt} />.
      </p>
      <CopyableLine text={url} what="the link" />
      {/^http:\/\/(127\.|localhost[:/]|\[::1\])/.test(url) ? (
        <p className="text-muted text-row">It opens on this machine only, as Turbo is set to listen here alone.</p>
      ) : null}
    </div>
  );
}
