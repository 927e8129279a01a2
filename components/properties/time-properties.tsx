import { Property } from "#components/properties/property";
import { RelativeTime } from "#components/ui/relative-time";

/** Below the other properties, since when something is there and as it is. */
export function TimeProperties({ of }: { of: { createdAt: string; updatedAt: string } }) {
  return (
    <>
      <div className="my-2 border-t" />
      <Property name="Created">
        <RelativeTime at={of.createdAt} className="text-soft" />
      </Property>
      <Property name="Updated">
        <RelativeTime at={of.updatedAt} className="text-soft" />
      </Property>
    </>
  );
}
