"use client";

import { useEffect, useState } from "react";

/** What is white around a QR code, in modules: phones need it. */
const QUIET = 4;

/** A text as a QR code, black on white in every theme, since that is what phones read. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [rows, setRows] = useState<boolean[][]>([]);
  useEffect(() => {
    let gone = false;
    void import("uqr").then(({ encode }) => {
      if (!gone) setRows(encode(text, { border: QUIET, ecc: "M" }).data);
    });
    return () => {
      gone = true;
    };
  }, [text]);
  const size = rows.length || 1;
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="size-44 rounded-control border"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}
