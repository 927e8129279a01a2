"use client";

import { useEffect } from "react";
import { OF_TEXTS } from "#components/markdown/slug";

/** Brings the heading into sight that an address names as GitHub would, without what stands before names of texts here. */
export function HashTarget() {
  useEffect(() => {
    const look = () => {
      const name = nameIn(window.location.hash);
      if (name && !document.getElementById(name)) document.getElementById(OF_TEXTS + name)?.scrollIntoView();
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
