import type { Metadata } from "next";
import { Command } from "#components/entrance/command";
import { Entrance } from "#components/entrance/entrance";

export const metadata: Metadata = { title: "This address no longer works" };

export default function EnterAgainPage() {
  return (
    <Entrance
      title="This address no longer works"
      text="Each sign-in address works once, within ten minutes. In the folder where Turbo runs, make a new one:"
    >
      <Command>turbo open</Command>
    </Entrance>
  );
}
