"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { post, Refusal } from "#components/api";
import { ConnectLine } from "#components/keys/connect-line";
import { KEY_KIND_WORDS, SCOPE_WORDS } from "#components/keys/words";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { CopyableLine } from "#components/ui/copyable-line";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import type { ApiKey, CreatedApiKey } from "#lib/domain/keys/schema";

const SCOPES = Object.entries(SCOPE_WORDS);

/** Makes an API key and shows its secret, this once. A key does no more than its person, whose scope is `most`. */
export function CreateKeyForm({ most }: { most: ApiKey["scope"] }) {
  const router = useRouter();
  const typed = useTyped("new/key", {
    name: "",
    kind: "agent" as ApiKey["kind"],
    scope: most === "read" ? most : ("write" as ApiKey["scope"]),
  });
  const { name, kind, scope } = typed.values;
  const [made, setMade] = useState<z.output<typeof CreatedApiKey> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function create(event: React.FormEvent) {
    event.preventDefault();
    setProblem(null);
    try {
      setMade(await post("/keys", { name, kind, scope }));
      typed.done();
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : "Something broke in this page.");
    }
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <form onSubmit={create} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_112px_160px_auto]">
        <Field label="Name of the key" problem={problem ?? undefined}>
          {(ids) => <Input {...ids} placeholder="Claude Code" {...typed.bind("name")} />}
        </Field>
        <Field label="For">
          {(ids) => <Select {...ids} choices={Object.entries(KEY_KIND_WORDS)} {...typed.bind("kind")} />}
        </Field>
        <Field label="It">
          {(ids) => (
            <Select
              {...ids}
              choices={SCOPES.slice(0, SCOPES.findIndex(([scope]) => scope === most) + 1)}
              {...typed.bind("scope")}
            />
          )}
        </Field>
        <Button type="submit" size="field" disabled={!name.trim()}>
          Create key
        </Button>
        <RestoredNotice typed={typed} className="sm:col-span-4" />
      </form>
      {made ? (
        <div role="status" className="grid gap-2 rounded-card border border-edge bg-sunken p-3">
          <p className="font-medium">
            This is the key <bdi>{made.name}</bdi>. It is shown this once; copy it now.
          </p>
          <CopyableLine text={made.secret} what="the key" />
          {made.kind === "agent" ? <ConnectLine made={made} /> : null}
        </div>
      ) : null}
    </div>
  );
}
