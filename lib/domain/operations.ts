import { batchOf } from "#lib/core/batch";
import type { Operation } from "#lib/core/operation";
import { getAgent } from "./agents/get-agent.ts";
import { listAgents } from "./agents/list-agents.ts";
import { getUsage } from "./ai/get-usage.ts";
import { getAttachment } from "./attachments/get-attachment.ts";
import { listAttachments } from "./attachments/list-attachments.ts";
import { binAttachment, restoreAttachment } from "./attachments/shelf.ts";
import { listBin } from "./bin/list-bin.ts";
import { getBrief } from "./briefs/get-brief.ts";
import { claimIssue } from "./claims/claim-issue.ts";
import { finishIssue } from "./claims/finish-issue.ts";
import { handOverIssue } from "./claims/hand-over.ts";
import { heartbeat } from "./claims/heartbeat.ts";
import { listClaims } from "./claims/list-claims.ts";
import { nextClaim } from "./claims/next-claim.ts";
import { releaseIssue } from "./claims/release-issue.ts";
import { createComment } from "./comments/create-comment.ts";
import { listComments } from "./comments/list-comments.ts";
import { binComment, restoreComment } from "./comments/shelf.ts";
import { updateComment } from "./comments/update-comment.ts";
import { proveCriterion } from "./criteria/prove-criterion.ts";
import { removeEvidence } from "./criteria/remove-evidence.ts";
import { verifyCriteria } from "./criteria/verify-criteria.ts";
import { acceptDecision } from "./decisions/accept-decision.ts";
import { createDecision } from "./decisions/create-decision.ts";
import { getDecision } from "./decisions/get-decision.ts";
import { getDecisionMarkdown } from "./decisions/get-decision-markdown.ts";
import { implementDecision } from "./decisions/implement-decision.ts";
import { importDecisionMarkdown } from "./decisions/import-decision-markdown.ts";
import { listDecisions } from "./decisions/list-decisions.ts";
import { recheckDecision } from "./decisions/recheck-decision.ts";
import { rejectDecision } from "./decisions/reject-decision.ts";
import { archiveDecision, binDecision, restoreDecision } from "./decisions/shelf.ts";
import { supersedeDecision } from "./decisions/supersede-decision.ts";
import { updateDecision } from "./decisions/update-decision.ts";
import { whatHolds } from "./decisions/what-holds.ts";
import { checkDocument } from "./documents/check-document.ts";
import { checkText } from "./documents/check-text.ts";
import { createDocument } from "./documents/create-document.ts";
import { diffRevisions } from "./documents/diff-revisions.ts";
import { getDocument } from "./documents/get-document.ts";
import { getRevision } from "./documents/get-revision.ts";
import { listDocuments } from "./documents/list-documents.ts";
import { listRevisions } from "./documents/list-revisions.ts";
import { listTree } from "./documents/list-tree.ts";
import { restoreRevision } from "./documents/restore-revision.ts";
import { archiveDocument, binDocument, restoreDocument } from "./documents/shelf.ts";
import { updateDocument } from "./documents/update-document.ts";
import { uploadDocument } from "./documents/upload-document.ts";
import { listActivity } from "./events/list-activity.ts";
import { listChanges } from "./events/list-changes.ts";
import { checkImport } from "./imports/check-import.ts";
import { importDecisions } from "./imports/import-decisions.ts";
import { importDocuments } from "./imports/import-documents.ts";
import { importIssues } from "./imports/import-issues.ts";
import { importLinks } from "./imports/import-links.ts";
import { importMilestones } from "./imports/import-milestones.ts";
import { importReferences } from "./imports/import-references.ts";
import { importSchedule } from "./imports/import-schedule.ts";
import { countInbox } from "./inbox/count-inbox.ts";
import { getInboxSettings } from "./inbox/get-inbox-settings.ts";
import { listInbox } from "./inbox/list-inbox.ts";
import { markInbox } from "./inbox/mark-inbox.ts";
import { setInbox } from "./inbox/set-inbox.ts";
import { snoozeInbox } from "./inbox/snooze-inbox.ts";
import { binStatusUpdate } from "./initiatives/bin-status-update.ts";
import { createInitiative } from "./initiatives/create-initiative.ts";
import { editStatusUpdate } from "./initiatives/edit-status-update.ts";
import { getInitiative } from "./initiatives/get-initiative.ts";
import { listInitiatives } from "./initiatives/list-initiatives.ts";
import { listStatusUpdates } from "./initiatives/list-status-updates.ts";
import { postStatusUpdate } from "./initiatives/post-status-update.ts";
import { restoreStatusUpdate } from "./initiatives/restore-status-update.ts";
import { archiveInitiative, binInitiative, restoreInitiative } from "./initiatives/shelf.ts";
import { updateInitiative } from "./initiatives/update-initiative.ts";
import { listFigures } from "./instance/list-figures.ts";
import { createIssue } from "./issues/create-issue.ts";
import { getIssue } from "./issues/get-issue.ts";
import { linkIssues } from "./issues/link-issues.ts";
import { listIssues } from "./issues/list-issues.ts";
import { moveIssue } from "./issues/move-issue.ts";
import { archiveIssue, binIssue, restoreIssue } from "./issues/shelf.ts";
import { similarIssues } from "./issues/similar-issues.ts";
import { tickCriterion } from "./issues/tick-criterion.ts";
import { unlinkIssues } from "./issues/unlink-issues.ts";
import { updateIssue } from "./issues/update-issue.ts";
import { cancelJob } from "./jobs/cancel-job.ts";
import { getJob } from "./jobs/get-job.ts";
import { listJobs } from "./jobs/list-jobs.ts";
import { retryJob } from "./jobs/retry-job.ts";
import { createKey } from "./keys/create-key.ts";
import { listKeys } from "./keys/list-keys.ts";
import { listSignIns } from "./keys/list-sign-ins.ts";
import { revokeKey } from "./keys/revoke-key.ts";
import { revokeSignIn } from "./keys/revoke-sign-in.ts";
import { rotateKey } from "./keys/rotate-key.ts";
import { createLabel } from "./labels/create-label.ts";
import { listLabels } from "./labels/list-labels.ts";
import { binLabel, restoreLabel } from "./labels/shelf.ts";
import { updateLabel } from "./labels/update-label.ts";
import { createMilestone } from "./milestones/create-milestone.ts";
import { getMilestone } from "./milestones/get-milestone.ts";
import { listMilestones } from "./milestones/list-milestones.ts";
import { archiveMilestone, binMilestone, restoreMilestone } from "./milestones/shelf.ts";
import { updateMilestone } from "./milestones/update-milestone.ts";
import { createUser } from "./people/create-user.ts";
import { disableUser } from "./people/disable-user.ts";
import { enableUser } from "./people/enable-user.ts";
import { getMe } from "./people/get-me.ts";
import { inviteUser } from "./people/invite-user.ts";
import { listInvitations } from "./people/list-invitations.ts";
import { listUsers } from "./people/list-users.ts";
import { makeResetLink } from "./people/make-reset-link.ts";
import { setPassword } from "./people/set-password.ts";
import { updateMe } from "./people/update-me.ts";
import { updateUser } from "./people/update-user.ts";
import { withdrawInvitation } from "./people/withdraw-invitation.ts";
import { createProject } from "./projects/create-project.ts";
import { getProject } from "./projects/get-project.ts";
import { listProjects } from "./projects/list-projects.ts";
import { binProject, restoreProject } from "./projects/shelf.ts";
import { updateProject } from "./projects/update-project.ts";
import { acceptItems } from "./proposals/accept-items.ts";
import { editItem } from "./proposals/edit-item.ts";
import { getProposal } from "./proposals/get-proposal.ts";
import { listProposals } from "./proposals/list-proposals.ts";
import { propose } from "./proposals/propose.ts";
import { rejectItems } from "./proposals/reject-items.ts";
import { archiveProposal, binProposal, restoreProposal } from "./proposals/shelf.ts";
import { withdrawProposal } from "./proposals/withdraw-proposal.ts";
import { answerQuestion } from "./questions/answer-question.ts";
import { askQuestion } from "./questions/ask-question.ts";
import { getQuestion } from "./questions/get-question.ts";
import { listQuestions } from "./questions/list-questions.ts";
import { binQuestion, restoreQuestion } from "./questions/shelf.ts";
import { withdrawQuestion } from "./questions/withdraw-question.ts";
import { explainIssue } from "./queue/explain-issue.ts";
import { listQueue } from "./queue/list-queue.ts";
import { listReferences } from "./references/list-references.ts";
import { search } from "./search/search.ts";
import { getSession } from "./sessions/get-session.ts";
import { listSessions } from "./sessions/list-sessions.ts";
import { resumeSession } from "./sessions/resume-session.ts";
import { stopSession } from "./sessions/stop-session.ts";
import { beginSecondFactor } from "./sign-in-methods/begin-second-factor.ts";
import { confirmSecondFactor } from "./sign-in-methods/confirm-second-factor.ts";
import { listSignInMethods } from "./sign-in-methods/list-sign-in-methods.ts";
import { removePasskey } from "./sign-in-methods/remove-passkey.ts";
import { removeOwnSecondFactor, removeSecondFactor } from "./sign-in-methods/remove-second-factor.ts";
import { renewRecoveryCodes } from "./sign-in-methods/renew-recovery-codes.ts";
import { unlinkGithub } from "./sign-in-methods/unlink-github.ts";
import { getTemplate } from "./templates/get-template.ts";
import { listTemplates } from "./templates/list-templates.ts";
import { listTimeline } from "./timeline/list-timeline.ts";
import { listTokens } from "./tokens/list-tokens.ts";
import { ALONE } from "./undo/alone.ts";
import { revertEvent } from "./undo/revert-event.ts";
import { undoEvents } from "./undo/undo-events.ts";
import { createWorkLog } from "./worklogs/create-work-log.ts";
import { listWorkLogs } from "./worklogs/list-work-logs.ts";
import { searchWorkLogs } from "./worklogs/search-work-logs.ts";
import { binWorkLog, restoreWorkLog } from "./worklogs/shelf.ts";
import { startWorkLog } from "./worklogs/start-work-log.ts";
import { stopWorkLog } from "./worklogs/stop-work-log.ts";
import { updateWorkLog } from "./worklogs/update-work-log.ts";

const EACH: readonly Operation[] = [
  listProjects,
  getProject,
  createProject,
  updateProject,
  binProject,
  restoreProject,
  listIssues,
  similarIssues,
  getIssue,
  getBrief,
  createIssue,
  updateIssue,
  tickCriterion,
  proveCriterion,
  removeEvidence,
  verifyCriteria,
  linkIssues,
  unlinkIssues,
  archiveIssue,
  binIssue,
  restoreIssue,
  moveIssue,
  listQueue,
  explainIssue,
  nextClaim,
  listClaims,
  claimIssue,
  heartbeat,
  releaseIssue,
  handOverIssue,
  finishIssue,
  listInitiatives,
  getInitiative,
  createInitiative,
  updateInitiative,
  archiveInitiative,
  binInitiative,
  restoreInitiative,
  listStatusUpdates,
  postStatusUpdate,
  editStatusUpdate,
  binStatusUpdate,
  restoreStatusUpdate,
  listMilestones,
  getMilestone,
  createMilestone,
  updateMilestone,
  archiveMilestone,
  binMilestone,
  restoreMilestone,
  listTimeline,
  listDocuments,
  listTree,
  getDocument,
  createDocument,
  updateDocument,
  checkDocument,
  checkText,
  uploadDocument,
  archiveDocument,
  binDocument,
  restoreDocument,
  listRevisions,
  getRevision,
  diffRevisions,
  restoreRevision,
  listTemplates,
  getTemplate,
  listComments,
  createComment,
  updateComment,
  binComment,
  restoreComment,
  listAttachments,
  getAttachment,
  binAttachment,
  restoreAttachment,
  listWorkLogs,
  searchWorkLogs,
  createWorkLog,
  startWorkLog,
  stopWorkLog,
  updateWorkLog,
  binWorkLog,
  restoreWorkLog,
  listQuestions,
  getQuestion,
  askQuestion,
  answerQuestion,
  withdrawQuestion,
  binQuestion,
  restoreQuestion,
  listProposals,
  getProposal,
  propose,
  editItem,
  acceptItems,
  rejectItems,
  withdrawProposal,
  archiveProposal,
  binProposal,
  restoreProposal,
  listDecisions,
  whatHolds,
  getDecision,
  createDecision,
  updateDecision,
  acceptDecision,
  rejectDecision,
  implementDecision,
  supersedeDecision,
  recheckDecision,
  getDecisionMarkdown,
  importDecisionMarkdown,
  archiveDecision,
  binDecision,
  restoreDecision,
  listLabels,
  createLabel,
  updateLabel,
  binLabel,
  restoreLabel,
  listReferences,
  listInbox,
  countInbox,
  markInbox,
  snoozeInbox,
  getInboxSettings,
  setInbox,
  listActivity,
  listChanges,
  revertEvent,
  undoEvents,
  listAgents,
  getAgent,
  listTokens,
  listSessions,
  getSession,
  stopSession,
  resumeSession,
  search,
  listBin,
  checkImport,
  importIssues,
  importLinks,
  importMilestones,
  importDecisions,
  importDocuments,
  importSchedule,
  importReferences,
  getMe,
  updateMe,
  setPassword,
  listSignInMethods,
  beginSecondFactor,
  confirmSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
  removePasskey,
  unlinkGithub,
  listUsers,
  createUser,
  inviteUser,
  listInvitations,
  withdrawInvitation,
  makeResetLink,
  updateUser,
  disableUser,
  enableUser,
  removeSecondFactor,
  listKeys,
  createKey,
  rotateKey,
  revokeKey,
  listSignIns,
  revokeSignIn,
  listFigures,
  listJobs,
  getJob,
  retryJob,
  cancelJob,
  getUsage,
];

/** Many of them in one transaction. */
export const BATCH: Operation = batchOf(EACH, ALONE);

/** Every public operation, in the order of documentation. The doors are made from this list. */
export const OPERATIONS: readonly Operation[] = [...EACH, BATCH];
