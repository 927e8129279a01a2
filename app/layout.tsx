import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { EarlyKeysScript } from "#components/shell/early-keys";
import { ThemeProvider } from "#components/ui/theme-provider";
import { TimeZoneScript } from "#components/ui/time-zone-script";
import { NONCE_HEADER } from "#lib/doors/server/security-headers";

export const metadata: Metadata = {
  title: { default: "Turbo", template: "%s · Turbo" },
  description: "The planning home of people who build software together with AI coding agents.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfc" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1013" },
  ],
};

// Within the page it costs no request; /favicon.ico is for those who ask by that name.
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" rx="5.5" fill="#4c4fd6"/><path d="M5 6.5h10M8.4 10h6.6M11.8 13.5H15" stroke="#fff" stroke-width="1.9" stroke-linecap="round" fill="none"/></svg>')}`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <link rel="icon" href={ICON} type="image/svg+xml" />
      </head>
      <body>
        <TimeZoneScript nonce={nonce} />
        <EarlyKeysScript nonce={nonce} />
        <ThemeProvider nonce={nonce}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </ThemeProvider>
      </body>
    </html>
  );
}
