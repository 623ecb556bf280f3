/** Whom a project is for; an applicant ticks some. */
export const targetGroups = [
	'everybody',
	'children',
	'youth',
	'families',
	'olderPeople',
	'women',
	'newcomers',
	'disabledPeople',
	'lowIncome',
	'queerPeople'
] as const;
export type TargetGroup = (typeof targetGroups)[number];

/**
 * What an applicant declares: all of it, or the application is not taken. `notBegun`: what is begun before the decision
 * is not funded (section 44 of the budget rules of the Land, VV 1.3).
 */
export const declarations = ['correct', 'notBegun', 'notTwice', 'proof', 'privacy'] as const;
export type Declaration = (typeof declarations)[number];
