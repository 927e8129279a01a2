"use client";

import { Component, type ComponentType, type ReactNode, useEffect, useState } from "react";
import { connection } from "#components/connection";
import { Button } from "#components/ui/button";

/** How whoever opened a part closes it again. */
interface Closable {
  onClose?: () => void;
  onOpenChange?: (open: boolean) => void;
}

/**
 * A part whose code comes with its first use. Where it cannot be loaded, or breaks, it says so in its own place and can
 * be tried again; the page around it stays. A part with something to show while it waits stands in the page, the others over it.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting?: ComponentType<Props>,
) {
  let Loaded: ComponentType<Props> | null = null;
  return function LazyPart(props: Props) {
    const [state, setState] = useState<"waiting" | "there" | "failed">(Loaded ? "there" : "waiting");
    useEffect(() => {
      if (state !== "waiting") return;
      let gone = false;
      load().then(
        (loaded) => {
          Loaded = loaded;
          if (!gone) setState("there");
        },
        () => !gone && setState("failed"),
      );
      return () => {
        gone = true;
      };
    }, [state]);
    const again = () => setState("waiting");
    const { onClose, onOpenChange } = props as Closable;
    const close = onClose ?? (onOpenChange && (() => onOpenChange(false)));
    const failed = (retry: () => void) => (
      <FailedPart inPage={Waiting !== undefined} onTryAgain={retry} onClose={close} />
    );
    if (state === "failed") return failed(again);
    if (!Loaded) return Waiting ? <Waiting {...props} /> : null;
    return (
      <Boundary failed={failed}>
        <Loaded {...props} />
      </Boundary>
    );
  };
}

interface FailedProps {
  inPage: boolean;
  onTryAgain: () => void;
  onClose: (() => void) | undefined;
}

function FailedPart({ inPage, onTryAgain, onClose }: FailedProps) {
  useEffect(() => connection.onBack(onTryAgain), [onTryAgain]);
  return (
    <div
      role="alert"
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border bg-raised px-3.5 py-3 text-row ${inPage ? "m-4" : "fixed inset-x-3 bottom-4 z-50 mx-auto max-w-120 shadow-float max-md:bottom-18"}`}
    >
      <span className="min-w-48 flex-1">
        <span className="font-medium">This part could not be loaded.</span> The page and what you typed are kept.
      </span>
      <span className="flex gap-2">
        <Button onClick={onTryAgain}>Try again</Button>
        {onClose ? (
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        ) : null}
      </span>
    </div>
  );
}

interface BoundaryProps {
  failed: (retry: () => void) => ReactNode;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? this.props.failed(() => this.setState({ broken: false })) : this.props.children;
  }
}
