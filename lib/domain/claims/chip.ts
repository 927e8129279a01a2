import { z } from "zod";
import { Instant } from "#lib/core/fields";
import { Person, Via } from "#lib/domain/people/schema";

/** Who works on an issue, and until when nobody else may take it. */
export const ClaimChip = z.object({
  lease: z.string().describe("Id of the claim."),
  holder: Person,
  via: Via.nullable(),
  since: Instant,
  until: Instant.describe("When the lease ends, unless its holder shows a sign of life."),
  minutes: z.number().int().describe("Length of the lease, from the last sign of life."),
});
export type ClaimChip = z.output<typeof ClaimChip>;
