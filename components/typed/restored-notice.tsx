"use client";

interface Props {
  typed: { restored: boolean; discard: () => void };
  /** What others made of the same fields meanwhile, where that is to be seen. */
  theirs?: object;
  /** Throws it away in another way than to the state that is saved. */
  onDiscard?: () => void;
  className?: string;
}

const LINK = "rounded-chip underline underline-offset-2 hover:text-ink";

/** Says that a field has in it what was typed earlier, and lets it go. */
export function RestoredNotice({ typed, theirs = {}, onDiscard = typed.discard, className = "" }: Props) {
  const now = Object.values(theirs).map((value) => (value === null || value === "" ? "nothing" : `“${value}”`));
  if (!typed.restored && now.length === 0) return null;
  return (
    <p role="status" className={`text-mini text-muted [overflow-wrap:anywhere] ${className}`}>
      {typed.restored ? "Restored what you typed. " : ""}
      {now.length > 0 ? `It was changed meanwhile and says ${now.join(", ")}. ` : ""}
      <button
        type="button"
        // The field keeps the focus: many are closed by losing it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onDiscard}
        className={LINK}
      >
        Discard
      </button>
    </p>
  );
}

/** Says, where a field is closed, that it holds words that are not saved. */
export function KeptNotice({ onOpen, onDiscard }: { onOpen: () => void; onDiscard: () => void }) {
  return (
    <p role="status" className="mt-1 flex flex-wrap gap-x-2 text-mini text-muted">
      <span>What you typed here is kept and not saved.</span>
      <button type="button" onClick={onOpen} className={LINK}>
        Continue
      </button>
      <button type="button" onClick={onDiscard} className={LINK}>
        Discard
      </button>
    </p>
  );
}
