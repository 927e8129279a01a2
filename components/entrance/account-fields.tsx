"use client";

import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

type Account = "name" | "handle" | "email" | "password";

interface Form {
  problemOf(field: string): string | undefined;
  bind(name: Account): { name: string; value: string; onChange(event: { target: { value: string } }): void };
}

/** What a new account is made of. An e-mail that is left empty is to be sent as null. */
export function AccountFields({ form: { bind, problemOf } }: { form: Form }) {
  return (
    <>
      <Field label="Your name" problem={problemOf("name")}>
        {(ids) => <Input {...ids} {...bind("name")} autoComplete="name" required />}
      </Field>
      <Field label="Handle" hint="How others mention you: @handle." problem={problemOf("handle")}>
        {(ids) => <Input {...ids} {...bind("handle")} {...PLAIN} autoComplete="username" required />}
      </Field>
      <Field label="E-mail (optional)" problem={problemOf("email")}>
        {(ids) => <Input {...ids} {...bind("email")} type="email" autoComplete="email" />}
      </Field>
      <Field label="Password" hint="10 characters or more." problem={problemOf("password")}>
        {(ids) => <Input {...ids} {...bind("password")} type="password" autoComplete="new-password" required />}
      </Field>
    </>
  );
}

const PLAIN = { autoCapitalize: "none", spellCheck: false } as const;
