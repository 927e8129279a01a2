import { X } from "lucide-react";
import type { Upload } from "#components/attachments/use-uploads";
import { IconButton } from "#components/ui/icon-button";

/** A file on its way, and how far it is. */
export function UploadRow({ upload: { name, part, stop } }: { upload: Upload }) {
  const percent = Math.round(part * 100);
  return (
    <li className="flex min-h-row items-center gap-2 text-row">
      <span dir="auto" className="min-w-0 truncate text-soft">
        {name}
      </span>
      <progress value={percent} max={100} aria-label={`Attaching ${name}`} className="ms-auto h-1 w-32 accent-accent" />
      <span className="w-9 shrink-0 text-end font-mono text-mini text-muted tabular-nums">{percent}%</span>
      <IconButton icon={X} label={`Stop attaching ${name}`} onClick={stop} />
    </li>
  );
}
