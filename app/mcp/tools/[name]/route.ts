import { answerToolShortcut } from "#lib/doors/mcp-shortcut";

export const dynamic = "force-dynamic";

export const POST = answerToolShortcut;
