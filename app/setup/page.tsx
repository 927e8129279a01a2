import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "#components/entrance/entrance";
import { SetUpForm } from "#components/entrance/set-up-form";
import { wayIn } from "#lib/auth/way-in";

export const metadata: Metadata = { title: "Set up Turbo" };

export default async function SetUpPage() {
  const way = await wayIn();
  if (!way.setUp || way.elsewhere) redirect("/sign-in");
  return (
    <Entrance
      title="Set up Turbo"
      text="Prove that this server is yours, and make the first account. It owns the workspace."
    >
      <SetUpForm />
    </Entrance>
  );
}
