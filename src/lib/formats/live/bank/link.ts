/** Which question of the bank a question of a session is, and in which version it was taken. */
export type BankLink = Readonly<{ question: string; version: number }>;

export const bankLink = (question: string | null, version: number | null): BankLink | null =>
	question === null || version === null ? null : { question, version };
