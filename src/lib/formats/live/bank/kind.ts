/** What the audit trail calls a question of the bank; it is archived and never deleted. */
export const bankKind = 'live.bank';
