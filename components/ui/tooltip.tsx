import { cloneElement, type ReactElement } from "react";

export type Side = "top" | "bottom" | "left" | "right";

interface Props {
  text: string;
  keys?: string;
  side?: Side;
  /** Hands on the attributes that it is given. */
  children: ReactElement<Record<string, unknown>>;
}

/** Says what a control does and which key does the same; `TooltipLayer` shows it. */
export function Tooltip({ text, keys, side, children }: Props) {
  return cloneElement(children, { "data-tooltip": text, "data-tooltip-keys": keys, "data-tooltip-side": side });
}
