"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useDocument } from "#components/documents/document-context";
import { type MarkdownPart, splitMarkdown } from "#components/documents/split-markdown";
import { ClientMarkdown } from "#components/markdown/client-markdown";
import { HashTarget } from "#components/markdown/hash-target";

interface Props {
  source: string;
  projects: readonly string[];
  /** Place in the text that is to be in sight. */
  at?: number;
}

/** A Markdown text of any length: only what is near the part in sight is rendered. */
export function ChunkedMarkdown({ source, projects, at }: Props) {
  const parts = useMemo(() => splitMarkdown(source), [source]);
  const box = useRef<HTMLDivElement>(null);
  const current = at === undefined ? -1 : parts.findLastIndex((part) => part.from <= at);
  useEffect(() => {
    if (current < 0) return;
    const scroller = box.current?.parentElement;
    const part = box.current?.children[current];
    if (!scroller || !part) return;
    const [inner, outer] = [part.getBoundingClientRect(), scroller.getBoundingClientRect()];
    if (inner.bottom < outer.top + 40 || inner.top > outer.bottom - 40)
      scroller.scrollBy({ top: inner.top - outer.top - 24 });
  }, [current]);
  return (
    <div ref={box}>
      <HashTarget />
      {parts.map((part, place) => (
        <Part key={part.key} part={part} projects={projects} first={place < 3} />
      ))}
    </div>
  );
}

function Part({ part, projects, first }: { part: MarkdownPart; projects: readonly string[]; first: boolean }) {
  const { links } = useDocument();
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(first);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: "1200px 0px",
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  // What was rendered once keeps its height when it goes.
  const height = useRef(0);
  if (box.current && near) height.current = box.current.offsetHeight || height.current;
  return (
    <div
      ref={box}
      className="pb-3"
      style={near ? undefined : { minHeight: height.current || Math.max(48, part.text.length / 3) }}
    >
      {part.slugs.map((slug) => (
        <span key={slug} id={slug} className="block scroll-mt-15" />
      ))}
      {near ? <ClientMarkdown source={part.text} projects={projects} links={links} /> : null}
    </div>
  );
}
