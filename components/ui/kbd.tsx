/** A key, or keys pressed one after the other ("g p"). `mod` is Ctrl, or Cmd on a Mac. */
export function Kbd({ keys, onAccent = false }: { keys: string; onAccent?: boolean }) {
  return (
    <span className="inline-flex gap-0.5" aria-hidden="true">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className={`inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-chip border px-1 font-mono text-mini ${onAccent ? "border-on-accent/40" : "border-line-strong bg-raised text-muted"}`}
        >
          {keyName(key)}
        </kbd>
      ))}
    </span>
  );
}

const NAMES: Record<string, string> = { enter: "↵", escape: "Esc", backspace: "⌫", " ": "Space" };

/** How a key reads: `mod+k` as Ctrl K. */
export function keyName(key: string): string {
  return key
    .split("+")
    .map((part) => {
      if (part === "mod") return "Ctrl";
      if (part === "shift") return "⇧";
      return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(" ");
}
