"use client";

import { Paperclip } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

interface Props {
  on: string;
  onFiles: (files: File[]) => void;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Takes files that are dropped anywhere on the page, and says so while they are held over it. */
export function DropZone({ on, onFiles }: Props) {
  const [held, setHeld] = useState(false);
  const take = useEffectEvent(onFiles);

  useEffect(() => {
    function over(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHeld(true);
    }
    function leave(event: DragEvent) {
      if (event.relatedTarget === null) setHeld(false);
    }
    function drop(event: DragEvent) {
      setHeld(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    }
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);

  if (!held) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-40 flex items-end justify-center rounded-dialog border-2 border-accent border-dashed pb-8">
      <p className="flex items-center gap-2 rounded-control bg-raised px-3 py-2 font-medium text-control shadow-float">
        <Paperclip className="size-4" aria-hidden="true" />
        Drop to attach to {on}
      </p>
    </div>
  );
}
