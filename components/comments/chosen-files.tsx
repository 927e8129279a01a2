"use client";

import { Paperclip, X } from "lucide-react";
import { useEffect, useState } from "react";
import { sizeWords } from "#components/attachments/size-words";
import { Button } from "#components/ui/button";

interface Props {
  files: readonly File[];
  onRemove: (file: File) => void;
}

/** Files that go with a comment once it is sent. */
export function ChosenFiles({ files, onRemove }: Props) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files to send with it" className="px-3 pb-1">
      {files.map((file, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
        <li key={`${file.name} ${place}`} className="flex min-h-row items-center gap-2 text-row">
          <span className="flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-control border border-line bg-hover text-muted">
            <Picture file={file} />
          </span>
          <span dir="auto" title={file.name} className="min-w-0 truncate">
            {file.name}
          </span>
          <span className="shrink-0 font-mono text-mini text-muted tabular-nums">{sizeWords(file.size)}</span>
          <Button
            look="quiet"
            size="icon"
            className="ms-auto"
            aria-label={`Take ${file.name} out`}
            onClick={() => onRemove(file)}
          >
            <X className="size-3.5" aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Picture({ file }: { file: File }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (!address) return <Paperclip className="size-4" aria-hidden="true" />;
  return <img src={address} alt="" className="size-full object-cover" onError={() => setAddress(null)} />;
}
