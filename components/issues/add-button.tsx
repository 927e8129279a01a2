import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "#components/ui/button";

/** Stands where a section of a page would be that has nothing in it yet, and begins it. */
export function AddButton({ icon: Icon, children, ...rest }: ComponentProps<typeof Button> & { icon: LucideIcon }) {
  return (
    <Button look="quiet" {...rest}>
      <Icon className="size-3.5" aria-hidden="true" />
      {children}
    </Button>
  );
}
