import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "#components/ui/button";

interface Props extends Omit<ComponentProps<typeof Button>, "size" | "aria-label" | "children"> {
  icon: LucideIcon;
  label: string;
}

/** A button that shows a sign alone; its label is heard. */
export function IconButton({ icon: Icon, label, look = "quiet", ...rest }: Props) {
  return (
    <Button look={look} size="icon" aria-label={label} {...rest}>
      <Icon className="size-3.5" aria-hidden="true" />
    </Button>
  );
}
