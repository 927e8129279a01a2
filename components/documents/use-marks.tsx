"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { placesIn } from "#components/documents/find-in-page";
import type { Finding } from "#lib/domain/documents/schema";

/** Names of the underlines in `app/globals.css`. */
const MARKS = { error: "check-error", warning: "check-warning", info: "check-note", hint: "check-note" } as const;
const CURRENT = "check-current";

const article = () => document.querySelector('article[aria-labelledby="document-title"]');

/** Underlines findings where the document shows them, and goes to one. Browsers without highlights show none. */
export function useMarks(source: string, findings: readonly Finding[], current: Finding | undefined) {
  const wanted = useRef<Finding | null>(null);

  const mark = useEffectEvent(() => {
    const root = article();
    if (!root || !("highlights" in CSS)) return;
    const places = placesIn(root, source, findings);
    const byMark = Map.groupBy(places, ([finding]) => MARKS[finding.level]);
    for (const name of new Set(Object.values(MARKS)))
      CSS.highlights.set(name, new Highlight(...(byMark.get(name) ?? []).map(([, range]) => range)));
    const here = current && places.get(current);
    CSS.highlights.set(CURRENT, new Highlight(...(here ? [here] : [])));
    if (wanted.current && places.has(wanted.current)) show(wanted.current);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked follows these
  useEffect(() => mark(), [source, findings, current]);
  useEffect(() => {
    const root = article();
    if (!root) return;
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => mark());
    });
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      if ("highlights" in CSS) for (const name of [...Object.values(MARKS), CURRENT]) CSS.highlights.delete(name);
    };
  }, []);

  /** Brings a finding's words into sight; of a long text that is rendered in parts, its part first. */
  function show(finding: Finding) {
    const root = article();
    const scroller = root?.closest("main");
    if (!root || !scroller) return;
    const place = placesIn(root, source, [finding]).get(finding);
    const box = root.getBoundingClientRect();
    const top = place?.getBoundingClientRect().top ?? box.top + (box.height * finding.start) / source.length;
    scroller.scrollBy({ top: top - window.innerHeight * 0.3 });
    wanted.current = place ? null : finding;
  }
  return show;
}
