"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { answerSetUp } from "#lib/doors/set-up";

export async function setUp(_before: unknown, form: FormData) {
  const answer = await answerSetUp(form, await headers());
  if ("problem" in answer) return answer.problem;
  const { name, value, options } = answer.cookie;
  (await cookies()).set(name, value, options);
  redirect("/");
}
