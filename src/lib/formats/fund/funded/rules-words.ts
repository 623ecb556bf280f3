import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { formatCents } from '../../../platform/money.ts';
import type { FundRules } from '../round/rules.ts';
import { bodyNames, costNames } from '../state-text.ts';

/** A question that applicants have, and what the rules answer: one sentence each. */
export type RuleText = Readonly<{ key: string; title: string; sentences: readonly string[] }>;

/** The rules of a round in plain words. What the rules do not limit is said too, so that nobody has to guess. */
export const rulesInWords = (rules: FundRules, locale: Locale): RuleText[] =>
	[
		{ key: 'sum', title: m.fundpublic_rule_sum(), sentences: sums(rules, locale) },
		{ key: 'own', title: m.fundpublic_rule_own(), sentences: ownShare(rules, locale) },
		{ key: 'time', title: m.fundpublic_rule_time(), sentences: times(rules) },
		{ key: 'excluded', title: m.fundpublic_rule_excluded(), sentences: excluded(rules, locale) },
		{ key: 'decides', title: m.fundpublic_rule_decides(), sentences: deciders(rules, locale) },
		{
			key: 'proof',
			title: m.fundpublic_rule_proof(),
			sentences: [m.fundpublic_rule_proof_days({ n: rules.proofDays })]
		}
	].filter(({ sentences }) => sentences.length > 0);

function sums({ floorCents, ceilingCents }: FundRules, locale: Locale): string[] {
	return [
		ceilingCents === null
			? m.fundpublic_rule_no_ceiling()
			: m.fundpublic_rule_ceiling({ sum: formatCents(ceilingCents, locale) }),
		...(floorCents ? [m.fundpublic_rule_floor({ sum: formatCents(floorCents, locale) })] : [])
	];
}

function ownShare({ ownSharePercent, inKind }: FundRules, locale: Locale): string[] {
	if (ownSharePercent === 0) return [m.fundpublic_rule_no_own_share()];
	return [
		m.fundpublic_rule_own_share({ percent: ownSharePercent }),
		inKind.counted
			? m.fundpublic_rule_in_kind({ sum: formatCents(inKind.hourCents, locale) })
			: m.fundpublic_rule_no_in_kind()
	];
}

function times({ leadDays, longestDays }: FundRules): string[] {
	return [
		...(leadDays > 0 ? [m.fundpublic_rule_lead({ n: leadDays })] : []),
		...(longestDays === null ? [] : [m.fundpublic_rule_longest({ n: longestDays })])
	];
}

function excluded({ excludedCategories, excludedText }: FundRules, locale: Locale): string[] {
	const names = excludedCategories.map((category) => costNames[category]());
	const list = new Intl.ListFormat(locale === 'de-simple' ? 'de' : locale).format(names);
	return [
		...(names.length > 0 ? [m.fundpublic_rule_excluded_costs({ list })] : []),
		...[textFor(excludedText, locale)].filter(Boolean)
	];
}

/** From the lowest body up; the last one decides whatever is left. */
function deciders({ competences }: FundRules, locale: Locale): string[] {
	if (competences.length === 1)
		return [m.fundpublic_rule_body_all({ body: bodyNames[competences[0]!.body]() })];
	return competences.map(({ body, upToCents }) =>
		upToCents === null
			? m.fundpublic_rule_body_above({ body: bodyNames[body]() })
			: m.fundpublic_rule_body_up_to({
					body: bodyNames[body](),
					sum: formatCents(upToCents, locale)
				})
	);
}
