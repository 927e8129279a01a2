"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useDocument } from "#components/documents/document-context";
import { LevelSign } from "#components/documents/level-sign";
import { useChecks } from "#components/documents/use-checks";
import { PROPERTY_CONTROL, Property } from "#components/properties/property";
import { hintOf, SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { lazyPart } from "#components/ui/lazy-part";
import { useOpener } from "#components/ui/use-opener";
import type { Finding } from "#lib/domain/documents/schema";

const ChecksPanel = lazyPart(() => import("#components/documents/checks-panel").then((loaded) => loaded.ChecksPanel));

/** A page that is open and at rest for this long is checked, in milliseconds; longer texts only when somebody asks. */
const REST = 2000;
const LONG = 200_000;

interface Offer {
  show: () => void;
  opener: ReturnType<typeof useOpener>;
  /** What is left to look at; null where that is not known. */
  left: readonly Finding[] | null;
}

const Context = createContext<Offer | null>(null);

/** Tells a finding from others of its document, wherever it stands by now. */
export const markOf = ({ rule, entry, snippet }: Finding) => `${rule} ${entry} ${snippet}`;

/** What stands beside a document: its properties, or what its checks found. */
export function DocumentAside({ children }: { children: ReactNode }) {
  const { document } = useDocument();
  const [open, setOpen] = useState(false);
  const [rested, setRested] = useState(false);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const opener = useOpener(open);
  const checks = useChecks(document, open || rested);
  useShortcut("checks", () => setOpen(!open));
  const isShort = document.length <= LONG;
  useEffect(() => {
    if (!isShort) return;
    const timer = setTimeout(() => setRested(true), REST);
    return () => clearTimeout(timer);
  }, [isShort]);
  const left = useMemo(
    () => checks.found?.items.filter((one) => !dismissed.has(markOf(one))) ?? null,
    [checks.found, dismissed],
  );
  const offer = useMemo(() => ({ show: () => setOpen(true), opener, left }), [opener, left]);
  if (open) {
    return (
      <ChecksPanel
        checks={checks}
        left={left}
        onDismiss={(one) => setDismissed(new Set([...dismissed, markOf(one)]))}
        onRecall={() => setDismissed(new Set())}
        onClose={() => setOpen(false)}
      />
    );
  }
  return <Context value={offer}>{children}</Context>;
}

/** How many findings there are, among the properties; opens them. */
export function ChecksProperty() {
  const offer = use(Context);
  if (!offer) return null;
  const [first] = offer.left ?? [];
  return (
    <Property name="Checks">
      <button
        ref={offer.opener}
        type="button"
        onClick={offer.show}
        aria-keyshortcuts={SHORTCUTS.checks.keys}
        title={hintOf("checks")}
        className={PROPERTY_CONTROL}
      >
        {first ? <LevelSign level={first.level} /> : null}
        <span className={first ? undefined : "text-muted"}>
          {offer.left === null ? "Look" : first ? `${offer.left.length} to look at` : "All is well"}
        </span>
      </button>
    </Property>
  );
}
