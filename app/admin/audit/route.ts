import { answerAuditExport } from "#lib/doors/export-audit";

export const dynamic = "force-dynamic";

export const GET = answerAuditExport;
