/** How an application stands; German names in docs/glossary.md. */
export const states = [
	'draft',
	'submitted',
	'inReview',
	'queried',
	'ready',
	'decided',
	'notified',
	'running',
	'proofSubmitted',
	'proofQueried',
	'closed',
	'withdrawn',
	'lapsed',
	'revoked',
	'reclaimed'
] as const;
export type State = (typeof states)[number];

/** What was decided: `conditions` is a grant with conditions, `deferred` comes up again. */
export const outcomes = ['granted', 'conditions', 'deferred', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

export const isGrant = (outcome: string | null): boolean =>
	outcome === 'granted' || outcome === 'conditions';

/** Who may decide, each up to a sum: the fund office, the jury, a committee of the council. From the lowest up. */
export const bodies = ['office', 'jury', 'committee'] as const;
export type Body = (typeof bodies)[number];

/** `group`: people without legal form, one of whom is responsible. */
export const applicantKinds = ['group', 'association', 'provider'] as const;
export type ApplicantKind = (typeof applicantKinds)[number];

export const initiators = ['residents', 'professionals', 'both'] as const;

/** What money is spent on. */
export const costCategories = [
	'staff',
	'fees',
	'materials',
	'rent',
	'catering',
	'publicity',
	'equipment',
	'travel',
	'other'
] as const;
export type CostCategory = (typeof costCategories)[number];

/** Where money comes from; `grant` is what is asked of the pot. `inKind` is work without pay and no money. */
export const fundingCategories = ['grant', 'own', 'thirdParty', 'income', 'inKind'] as const;
export type FundingCategory = (typeof fundingCategories)[number];
