import { Entrance } from "#components/entrance/entrance";
import { buttonClasses } from "#components/ui/button";

interface Props {
  /** Whether it was used up; of any other link nothing is told. */
  used: boolean;
}

/** The page of a one-time link that lets nobody in. */
export function DeadLink({ used }: Props) {
  return (
    <Entrance
      title={used ? "This link was used already" : "This link does not work"}
      text={
        used
          ? "It works once. If it was you who used it, sign in; if not, tell an owner of this Turbo."
          : "It may have run out, been withdrawn, or been copied in part. Ask an owner of this Turbo for another."
      }
    >
      <a href="/sign-in" className={buttonClasses({ size: "field" })}>
        Sign in
      </a>
    </Entrance>
  );
}
