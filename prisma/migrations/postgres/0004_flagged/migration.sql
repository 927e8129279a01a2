-- CreateIndex
CREATE INDEX "DecisionTarget_stale_target_decisionId_idx" ON "DecisionTarget"("stale", "target", "decisionId");
