import { Entrance } from "#components/entrance/entrance";

/** What stands where Turbo was called under an address that is not its own. */
export function Elsewhere({ address }: { address: string }) {
  return (
    <Entrance
      title="Turbo has another address"
      text="For your safety Turbo signs people in under its own address only:"
    >
      <a href={address} className="break-all font-medium text-accent-ink text-control underline underline-offset-2">
        {address}
      </a>
    </Entrance>
  );
}
