"use client";

import { useEffect } from "react";
import { OF_TEXTS } from "#components/markdown/slug";

/**
 * Brings the heading into sight that an address names: as GitHub would, without what stands before names of texts here, or
 * with it where the page came after its frame, when the router has looked for it already.
 */
export function HashTarget() {
  useEffect(() => {
    const look = () => {
      const name = nameIn(window.location.hash);
      const named = name ? document.getElementById(name) : null;
      if (!named && name) document.getElementById(OF_TEXTS + name)?.scrollIntoView();
      // Where one comes back to, or went meanwhile, is left.
      else if (named?.closest("main")?.scrollTop === 0) named.scrollIntoView();
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return null;
}

function nameIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
