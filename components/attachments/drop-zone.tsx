"use client";

import { Paperclip } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

interface Props {
  on: string;
  onFiles: (files: File[]) => void;
}

/** What is under the files that are held: the page, or a part of it that takes files for itself. */
interface Held {
  words: string;
  frame: { top: number; left: number; width: number; height: number } | null;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Takes files that are dropped anywhere on the page, and says so while they are held over it. */
export function DropZone({ on, onFiles }: Props) {
  const [held, setHeld] = useState<Held | null>(null);
  const take = useEffectEvent(onFiles);
  const under = useEffectEvent((target: EventTarget | null): Held => {
    const own = target instanceof Element ? target.closest<HTMLElement>("[data-takes-files]") : null;
    if (!own) return { words: on, frame: null };
    const { top, left, width, height } = own.getBoundingClientRect();
    return { words: own.dataset.takesFiles ?? on, frame: { top, left, width, height } };
  });

  useEffect(() => {
    function over(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const next = under(event.target);
      setHeld((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    }
    function leave(event: DragEvent) {
      if (event.relatedTarget === null) setHeld(null);
    }
    function drop(event: DragEvent) {
      setHeld(null);
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
    <>
      <div
        style={held.frame ?? { inset: 8 }}
        className="pointer-events-none fixed z-40 rounded-card border-2 border-accent border-dashed"
      />
      <p className="pointer-events-none fixed bottom-10 left-1/2 z-40 flex -translate-x-1/2 items-center gap-2 whitespace-nowrap rounded-control bg-raised px-3 py-2 font-medium text-control shadow-float">
        <Paperclip className="size-4" aria-hidden="true" />
        Drop to attach to {held.words}
      </p>
    </>
  );
}
