/** A browser's user agent in words: "Firefox on Linux". */
export function browserWords(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : /Firefox\//.test(userAgent)
      ? "Firefox"
      : /Chrome\//.test(userAgent)
        ? "Chrome"
        : /Safari\//.test(userAgent)
          ? "Safari"
          : userAgent.split(/[ /]/)[0] || "A browser";
  const system = [
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Mac OS X/, "macOS"],
    [/Windows/, "Windows"],
    [/Linux/, "Linux"],
  ].find(([pattern]) => pattern instanceof RegExp && pattern.test(userAgent))?.[1];
  return system ? `${browser} on ${String(system)}` : browser;
}
