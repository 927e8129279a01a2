"use client";

import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { askForm, type FormRefusal, sendForm } from "#components/entrance/send-form";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";

interface Props {
  hasPassword: boolean;
  host: string;
}

/** An address instead of a name, for which browsers keep no passkeys. */
const ADDRESS = /^(\d+(\.\d+){3}|\[.*\])$/;

/** Has the browser make a passkey, after the password of who has one. */
export function AddPasskey({ hasPassword, host }: Props) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<FormRefusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSecure, setSecure] = useState(true);
  useEffect(() => setSecure("PublicKeyCredential" in window), []);

  const problemOf = (path: string) => refusal?.fields.find((field) => field.path === path)?.message;

  async function add(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const refused = await make({ name, ...(hasPassword ? { password } : {}) });
    setBusy(false);
    setRefusal(refused);
    if (refused) return;
    setName("");
    setPassword("");
    toast("Passkey added");
    router.refresh();
  }

  if (ADDRESS.test(host)) {
    return (
      <p className="text-muted">
        Browsers keep passkeys for a name, not for {host}. On this machine, open Turbo at localhost; elsewhere, give it
        a name.
      </p>
    );
  }
  if (!isSecure) return <p className="text-muted">This browser has no passkeys for this page. They need https.</p>;
  return (
    <form onSubmit={add} className="grid items-start gap-3 sm:grid-cols-2">
      <Field label="Name of the passkey" problem={problemOf("name")}>
        {(ids) => <Input {...ids} placeholder="Phone" value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      {hasPassword ? (
        <Field label="Your password" problem={problemOf("password")}>
          {(ids) => (
            <Input
              {...ids}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <div className="grid justify-items-start gap-2 sm:col-span-2">
        <FormProblem>{refusal && refusal.fields.length === 0 ? refusal.detail : null}</FormProblem>
        <Button type="submit" size="field" disabled={isBusy || !name.trim() || (hasPassword && !password)}>
          Add passkey
        </Button>
      </div>
    </form>
  );
}

async function make({ name, ...proof }: { name: string; password?: string }): Promise<FormRefusal | null> {
  const asked = await askForm<PublicKeyCredentialCreationOptionsJSON>("/api/passkeys/options", proof);
  if (asked.refusal) return asked.refusal;
  const { startRegistration } = await import("@simplewebauthn/browser");
  try {
    const response = await startRegistration({ optionsJSON: asked.answer });
    return sendForm("/api/passkeys", { name, response });
  } catch (error) {
    const isThere = error instanceof Error && error.name === "InvalidStateError";
    const detail = isThere ? "This device has a passkey of yours already." : "The browser made no passkey. Try again.";
    return { detail, fields: [] };
  }
}
