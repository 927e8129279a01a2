"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";

/** A text that the address keeps: what is typed goes there once the typing rests, and what another hand puts there comes back. */
export function useAddressText(inAddress: string, write: (text: string) => void) {
  const [text, setText] = useState(inAddress);
  const known = useRef(inAddress);
  const put = useEffectEvent(write);
  useEffect(() => {
    if (text === known.current) return;
    const timer = setTimeout(() => {
      known.current = text;
      put(text);
    }, 200);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (inAddress.trim() === known.current.trim()) return;
    known.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  return [text, setText] as const;
}
