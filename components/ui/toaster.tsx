"use client";

import { type ComponentType, useEffect, useState } from "react";
import { connection } from "#components/connection";
import { onEarlyToast } from "#components/ui/toast";
import { useFirstTouch } from "#components/ui/use-first-touch";

/** Toasts, whose code comes with the first touch, for a server that is away cannot send it; or with the first that is said. */
export function Toaster() {
  const [touched, setTouched] = useState(false);
  const [Toasts, setToasts] = useState<ComponentType | null>(null);
  useFirstTouch(() => setTouched(true));
  useEffect(() => onEarlyToast(() => setTouched(true)), []);
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
