"use client";

import { useState } from "react";
import { Refusal } from "#components/api";

/** What the server refused of a form: by field, or of the form as a whole. */
export function useRefusal() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    problemOf: (path: string) => refusal?.fields.find((field) => field.path === path)?.message,
    /** The refusal that belongs to no field that people see; a write that came too late is one. */
    problem: refusal?.fields.every(({ path }) => path === "version") ? refusal.message : null,
    /** Sends the form; answers whether it was accepted. */
    async send(ask: () => Promise<unknown>): Promise<boolean> {
      setRefusal(null);
      try {
        await ask();
        return true;
      } catch (error) {
        setRefusal(error instanceof Refusal ? error : new Refusal("internal", "Something broke in this page."));
        return false;
      }
    },
  };
}
