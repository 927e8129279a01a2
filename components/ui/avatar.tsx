import { classNames } from "#components/ui/class-names";

interface Props {
  name: string;
  /** Agents are square, people are round. */
  agent?: boolean;
  size?: 16 | 20 | 24;
}

const SIZES = { 16: "size-4 text-[8px]", 20: "size-5 text-[9px]", 24: "size-6 text-[10px]" };

export function Avatar({ name, agent = false, size = 20 }: Props) {
  return (
    <span
      role="img"
      aria-label={agent ? `${name} (agent)` : name}
      title={name}
      className={classNames(
        "inline-flex shrink-0 select-none items-center justify-center border font-semibold leading-none",
        SIZES[size],
        agent
          ? "rounded-chip border-agent bg-raised font-mono text-agent"
          : "rounded-full border-line-strong bg-pressed text-soft",
      )}
    >
      {initials(name)}
    </span>
  );
}

/** First letters of the first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/);
  const first = [...(words.at(0) ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
