import { ColourDot } from "#components/labels/label-colour";
import type { LabelChip as Chip } from "#lib/domain/labels/schema";

export function LabelChip({ label }: { label: Chip }) {
  return (
    <span className="inline-flex h-5 min-w-0 max-w-40 shrink-0 items-center gap-1.5 rounded-full border border-line-strong px-2 text-mini text-soft">
      <ColourDot colour={label.colour} />
      <span className="truncate">{label.name}</span>
    </span>
  );
}

export function LabelChips({ labels }: { labels: readonly Chip[] }) {
  return labels.map((label) => <LabelChip key={label.name} label={label} />);
}
