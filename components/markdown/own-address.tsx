"use client";

import type { ReactNode } from "react";
import { KeyLink } from "#components/markdown/key-link";
import { useWorkspace } from "#components/shell/workspace";
import { Link } from "#components/ui/link";
import { addressOf, keyOfAddress } from "#lib/domain/references/names-in";

interface Props {
  address: string;
  words: ReactNode;
  /** What an address of another instance becomes. */
  children: ReactNode;
}

/** A link that looks like one to a thing of a plan: to one of this instance it is a link within it, by its key. */
export function OwnAddress({ address, words, children }: Props) {
  const { hosts } = useWorkspace();
  const own = keyOfAddress(address, hosts);
  if (!own) return children;
  if (words !== address && words !== decoded(address)) {
    return (
      <Link href={addressOf(own.key)} prefetch={false}>
        {words}
      </Link>
    );
  }
  const rest = decoded(address.slice(own.length));
  return (
    <>
      <KeyLink href={addressOf(own.key)}>{own.key}</KeyLink>
      {/^[/?#]/.test(rest) ? null : rest}
    </>
  );
}

/** An address as it was written, before it was made fit for a link. */
function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
