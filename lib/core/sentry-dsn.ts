/** Where reports of errors go, and by which key. */
export interface SentryDsn {
  /** The address that takes envelopes. */
  envelopes: string;
  /** Of the server, for people. */
  host: string;
  publicKey: string;
}

/** Reads `https://KEY@HOST/PROJECT`; null where it is not that. */
export function readSentryDsn(dsn: string): SentryDsn | null {
  if (!URL.canParse(dsn)) return null;
  const { protocol, host, username, pathname } = new URL(dsn);
  const [, folder = "", project] = /^(\/.*?)?\/(\d+)\/?$/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || !/^\w+$/.test(username) || project === undefined) return null;
  return { envelopes: `${protocol}//${host}${folder}/api/${project}/envelope/`, host, publicKey: username };
}
