import { z } from 'zod';
import { translatedSchema } from '../../../platform/i18n/translated.ts';
import { mostCents } from '../../../platform/money.ts';
import { bodies, costCategories, type Body } from '../states.ts';
import { worthOfMinutes } from './in-kind.ts';

const cents = z.int('amount_invalid').min(0, 'amount_negative').max(mostCents, 'amount_too_large');
const percent = z.int('number_invalid').min(0, 'out_of_range').max(100, 'out_of_range');
const days = z.int('number_invalid').min(0, 'out_of_range').max(1000, 'out_of_range');

const competence = z.object({
	body: z.enum(bodies, 'choice_invalid'),
	/** Decides what asks for up to this sum, in cents; null: without limit. */
	upToCents: cents.nullable()
});

const criterion = z.object({
	key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'key_invalid'),
	name: translatedSchema(120),
	/** Most points a juror gives. */
	most: z.int('number_invalid').min(1, 'out_of_range').max(10, 'out_of_range'),
	/** How much it counts beside the others. */
	weight: z.int('number_invalid').min(1, 'out_of_range').max(10, 'out_of_range')
});
export type Criterion = z.infer<typeof criterion>;

/**
 * What may be granted in a round, by whom and how: rules as data. An application keeps the rules it was submitted
 * under. All sums in cents, shares in whole percent.
 */
export const fundRulesSchema = z
	.object({
		/** Least and most that one application asks for; null: no limit. */
		floorCents: cents.nullable(),
		ceilingCents: cents.nullable(),
		/** Share of the costs that comes from elsewhere than the pot. */
		ownSharePercent: percent,
		/** Work without pay: what an hour counts, and whether it counts towards the share. */
		inKind: z.object({ counted: z.boolean(), hourCents: cents }),
		/** Days between submission and the first day of the project. */
		leadDays: days,
		/** Longest project, in days; null: no limit. */
		longestDays: days.nullable(),
		/** Kinds of costs that are not funded, and what else is not, in words. */
		excludedCategories: z.array(z.enum(costCategories, 'choice_invalid')),
		excludedText: translatedSchema(1000),
		/** Who decides up to which sum, from the lowest body up. */
		competences: z.array(competence).min(1, 'competence_missing').max(bodies.length, 'too_many'),
		/** Least number of jurors present and not excluded. */
		quorum: z.int('number_invalid').min(1, 'out_of_range').max(100, 'out_of_range'),
		secretVote: z.boolean(),
		/** By how much a line may be exceeded without asking. */
		overrunPercent: percent,
		/** Days after the project's end until its proof is due. */
		proofDays: days,
		/** Days in which a query is answered or a notice accepted, before the application lapses. */
		answerDays: days.min(1, 'out_of_range'),
		/** Reports and receipts are kept so many years. */
		keepYears: z.int('number_invalid').min(1, 'out_of_range').max(30, 'out_of_range'),
		criteria: z.array(criterion).max(12, 'too_many')
	})
	.superRefine((rules, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (rules.floorCents !== null && rules.ceilingCents !== null)
			if (rules.floorCents > rules.ceilingCents) refuse(['floorCents'], 'floor_above_ceiling');
		refuseCompetences(rules.competences, refuse);
		const keys = rules.criteria.map(({ key }) => key);
		keys.forEach((key, index) => {
			if (keys.indexOf(key) < index) refuse(['criteria', index, 'key'], 'key_twice');
		});
	});
export type FundRules = z.infer<typeof fundRulesSchema>;

/** Each body once, each higher one up to more; the last without limit, so that somebody can decide everything. */
function refuseCompetences(
	ladder: readonly z.infer<typeof competence>[],
	refuse: (path: (string | number)[], message: string) => void
): void {
	ladder.forEach(({ body, upToCents }, index) => {
		const last = index === ladder.length - 1;
		if (last !== (upToCents === null))
			refuse(['competences', index, 'upToCents'], last ? 'last_has_no_limit' : 'limit_missing');
		const before = ladder[index - 1];
		if (!before) return;
		if (bodies.indexOf(body) <= bodies.indexOf(before.body))
			refuse(['competences', index, 'body'], 'body_out_of_order');
		if (upToCents !== null && before.upToCents !== null && upToCents <= before.upToCents)
			refuse(['competences', index, 'upToCents'], 'limit_not_higher');
	});
}

/** The lowest body that may decide what asks for this sum. */
export function bodyFor({ competences }: FundRules, sumCents: number): Body {
	const found = competences.find(({ upToCents }) => upToCents === null || sumCents <= upToCents);
	return found!.body;
}

/** May this body decide what asks for the sum? A higher body than the lowest competent one may, too. */
export const isCompetent = (rules: FundRules, body: Body, sumCents: number): boolean =>
	rules.competences.some((step) => step.body === body) &&
	bodies.indexOf(body) >= bodies.indexOf(bodyFor(rules, sumCents));

/** What so many minutes of work without pay are worth, in cents, rounded down. */
export const inKindCents = ({ inKind }: FundRules, minutes: number): number =>
	worthOfMinutes(inKind.hourCents, minutes);

/** Where a new round starts: the usual rules of small neighbourhood funds. */
export const usualRules: FundRules = {
	floorCents: null,
	ceilingCents: 250_000,
	ownSharePercent: 10,
	inKind: { counted: true, hourCents: 1500 },
	leadDays: 14,
	longestDays: 365,
	excludedCategories: [],
	excludedText: {},
	competences: [
		{ body: 'office', upToCents: 50_000 },
		{ body: 'jury', upToCents: null }
	],
	quorum: 3,
	secretVote: false,
	overrunPercent: 20,
	proofDays: 60,
	answerDays: 21,
	keepYears: 10,
	criteria: []
};
