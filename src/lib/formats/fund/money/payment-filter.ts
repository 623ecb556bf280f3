/** `open`: wait for somebody; the others as their states. */
export const paymentFilters = [
	'open',
	'requested',
	'checked',
	'released',
	'paid',
	'failed'
] as const;
export type PaymentFilter = (typeof paymentFilters)[number];

export const paymentFilterOf = (typed: string | null): PaymentFilter =>
	paymentFilters.find((filter) => filter === typed) ?? 'open';
