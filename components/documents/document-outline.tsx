"use client";

import { useEffect, useState } from "react";

export interface OutlineEntry {
  slug: string;
  title: string;
  level: number;
}

/** The headings of a document, the one in sight marked. */
export function DocumentOutline({ entries }: { entries: readonly OutlineEntry[] }) {
  const [current, setCurrent] = useState(entries[0]?.slug);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const passed = entries.findLast(({ slug }) => {
        const heading = document.getElementById(slug);
        return heading && heading.getBoundingClientRect().top < 120;
      });
      setCurrent((passed ?? entries[0])?.slug);
    };
    const scrolled = () => {
      frame ||= requestAnimationFrame(look);
    };
    window.addEventListener("scroll", scrolled, { passive: true, capture: true });
    look();
    return () => {
      window.removeEventListener("scroll", scrolled, { capture: true });
      cancelAnimationFrame(frame);
    };
  }, [entries]);
  const top = Math.min(...entries.map((entry) => entry.level));
  return (
    <nav aria-label="Outline" className="text-row">
      <ul className="border-s">
        {entries.map(({ slug, title, level }) => (
          <li key={slug}>
            <a
              href={`#${slug}`}
              aria-current={slug === current ? "location" : undefined}
              style={{ paddingInlineStart: 12 + Math.min(3, level - top) * 12 }}
              className="-ms-px block truncate rounded-e-control border-transparent border-s py-1 pe-2 text-muted hover:text-ink aria-[current]:border-accent-ink aria-[current]:text-ink"
              title={title}
              dir="auto"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
