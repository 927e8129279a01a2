"use client";

import { type ComponentType, useEffect, useState } from "react";
import { connection } from "#components/connection";
import { useFirstTouch } from "#components/ui/use-first-touch";

/** Toasts, whose code comes with the first touch: nothing is said before, and a server that is away cannot send it. */
export function Toaster() {
  const [touched, setTouched] = useState(false);
  const [Toasts, setToasts] = useState<ComponentType | null>(null);
  useFirstTouch(() => setTouched(true));
  useEffect(() => {
    if (!touched || Toasts) return;
    const load = () =>
      import("#components/ui/toasts").then(
        (loaded) => setToasts(() => loaded.default),
        () => undefined,
      );
    load();
    return connection.onBack(load);
  }, [touched, Toasts]);
  return Toasts ? <Toasts /> : null;
}
