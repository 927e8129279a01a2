import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";

const LOOKS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover font-medium",
  plain: "border border-line-strong bg-raised text-ink hover:bg-hover font-medium",
  quiet: "text-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink",
  danger: "border border-line-strong bg-raised text-danger hover:bg-danger-wash font-medium",
} as const;

const SIZES = {
  control: "h-control px-2.5 text-row",
  field: "h-field px-3 text-control",
  icon: "size-control justify-center",
} as const;

export interface ButtonLook {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

/** The classes of a button, for links that look like one. */
export function buttonClasses({ look = "plain", size = "control" }: ButtonLook = {}): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center gap-1.5 whitespace-nowrap rounded-control",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50",
    LOOKS[look],
    SIZES[size],
  );
}

export function Button({ look, size, className, type = "button", ...rest }: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={classNames(buttonClasses({ look, size }), className)} {...rest} />;
}
