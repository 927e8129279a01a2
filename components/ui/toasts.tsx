"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { beginToasts } from "#components/ui/toast";

/** The place where toasts appear. */
export default function Toasts() {
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    beginToasts(toast);
    return () => beginToasts(null);
  }, []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: 72 }}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-card bg-raised px-3.5 py-3 font-sans text-row text-ink shadow-float sm:w-90",
          title: "font-medium",
          description: "text-muted",
          content: "min-w-0 flex-1 break-words",
          error: "border-l-2 border-danger",
          actionButton: "shrink-0 rounded-control px-2 py-0.5 font-medium text-accent-ink hover:bg-hover",
          cancelButton: "shrink-0 rounded-control px-2 py-0.5 text-muted hover:bg-hover",
        },
      }}
    />
  );
}
