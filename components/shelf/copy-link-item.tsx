"use client";

import { Link2 } from "lucide-react";
import { MenuItem } from "#components/ui/menu";
import { toast, toastFailure } from "#components/ui/toast";

/** Copies the address of a page of ours, given from its first slash on. */
export function CopyLinkItem({ path }: { path: string }) {
  const copy = () => copyText(new URL(path, window.location.href).href, "Copied the link");
  return (
    <MenuItem onSelect={copy}>
      <Link2 className="size-3.5" aria-hidden="true" /> Copy link
    </MenuItem>
  );
}

/** Puts a text on the clipboard and says so; where the browser refuses, the toast shows a short one to copy by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => toastFailure("The browser did not allow copying", text.length > 200 ? {} : { description: text }),
  );
}
