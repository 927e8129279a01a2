"use client";

import { type FormEvent, useState } from "react";
import { type FormRefusal, sendForm } from "#components/entrance/send-form";

/** The form of a page before signing in: what is typed, what was refused of it, and how it is sent. */
export function useForm<Given extends Record<string, string>>(path: string, first: Given) {
  const [refusal, setRefusal] = useState<FormRefusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [given, setGiven] = useState(first);
  return {
    given,
    isBusy,
    problem: refusal && refusal.fields.length === 0 ? refusal.detail : null,
    problemOf: (field: string) => refusal?.fields.find((one) => one.path === field)?.message,
    bind: (name: keyof Given & string) => ({
      name,
      value: given[name],
      onChange: (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value }),
    }),
    /** Sends it with what else goes with it; what was accepted signs this browser in. */
    submit: async (event: FormEvent, more: object = {}) => {
      event.preventDefault();
      setBusy(true);
      setRefusal(null);
      const refused = await sendForm(path, { ...given, ...more });
      if (refused === null) return window.location.replace("/");
      setRefusal(refused);
      setBusy(false);
    },
  };
}
