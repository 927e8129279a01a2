const SECRET = "It answers or takes a secret, which is told once and to nobody else.";
const SIGN_IN = "Who may come in is changed one by one.";
const UNDO = "An undo is an act of its own.";
const IMPORT = "An import is a batch itself.";

/** Writes that a batch may not hold, by name or by noun, with the reason. */
export const ALONE: Readonly<Record<string, string>> = {
  "keys.create": SECRET,
  "keys.rotate": SECRET,
  "keys.revoke": SIGN_IN,
  "sign_ins.revoke": SIGN_IN,
  "users.create": SECRET,
  "users.invite": SECRET,
  "users.withdraw_invitation": SIGN_IN,
  "users.reset_link": SECRET,
  "users.update": SIGN_IN,
  "users.disable": SIGN_IN,
  "users.enable": SIGN_IN,
  "users.remove_second_factor": SIGN_IN,
  "me.update": SIGN_IN,
  "me.set_password": SECRET,
  "me.begin_second_factor": SECRET,
  "me.confirm_second_factor": SECRET,
  "me.remove_second_factor": SECRET,
  "me.renew_recovery_codes": SECRET,
  "me.remove_passkey": SIGN_IN,
  "me.unlink_github": SIGN_IN,
  "events.revert": UNDO,
  "events.undo": UNDO,
  imports: IMPORT,
};
