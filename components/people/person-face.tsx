import { Avatar } from "#components/ui/avatar";

/** A person as the value of a property. */
export function PersonFace({ person }: { person: { name: string } }) {
  return (
    <>
      <Avatar name={person.name} />
      <span className="truncate">{person.name}</span>
    </>
  );
}
