"use client";

import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";

interface Props {
  codes: string[];
  onKept: () => void;
}

/** Recovery codes, which are shown this once. */
export function RecoveryCodes({ codes, onKept }: Props) {
  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n")).then(
      () => toast("Recovery codes copied"),
      () => toast("The browser did not allow copying", { description: "Select the codes and copy them." }),
    );
  }
  return (
    <div role="status" className="grid gap-3 rounded-card border border-edge bg-sunken p-3">
      <p>
        <span className="font-medium">Keep these recovery codes where your phone is not.</span> Each signs you in once
        in place of the app. They are shown this once.
      </p>
      <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono sm:max-w-80">
        {codes.map((code) => (
          <li key={code} className="select-all whitespace-nowrap">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button onClick={copy}>Copy all</Button>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </div>
  );
}
