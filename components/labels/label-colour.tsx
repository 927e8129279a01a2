import { classNames } from "#components/ui/class-names";

const COLOURS: Record<string, string> = {
  slate: "bg-(--label-slate)",
  red: "bg-(--label-red)",
  orange: "bg-(--label-orange)",
  amber: "bg-(--label-amber)",
  green: "bg-(--label-green)",
  teal: "bg-(--label-teal)",
  blue: "bg-(--label-blue)",
  violet: "bg-(--label-violet)",
  pink: "bg-(--label-pink)",
};

export const COLOUR_NAMES = Object.keys(COLOURS);

/** The dot of a label or project. */
export function ColourDot({ colour, square = false }: { colour: string; square?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-block shrink-0",
        square ? "size-2.5 rounded-[3px]" : "size-2 rounded-full",
        COLOURS[colour] ?? COLOURS.slate,
      )}
    />
  );
}
