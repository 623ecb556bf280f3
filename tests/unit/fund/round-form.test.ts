import { describe, expect, test } from 'vitest';
import { fundRulesSchema, usualRules } from '#lib/formats/fund/round/rules.ts';
import {
	checkedRound,
	reshaped,
	roundValuesOf,
	ruleValuesOf,
	typedRound,
	type RoundValues
} from '#lib/formats/fund/round/round-form.ts';
import { templates } from '#lib/formats/fund/round/templates/index.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { locales } from '#lib/platform/i18n/paraglide/runtime.js';

const now = new Date('2026-02-10T10:00:00Z');
const values: RoundValues = {
	title: { de: 'Teilhabefonds' },
	placeId: 'bielefeld-mitte',
	main: 'de',
	locales: ['de'],
	startsAt: '',
	endsAt: '2026-05-31T23:59',
	measures: [],
	retainUntil: '2028-12-31',
	organisationId: '',
	slug: 'teilhabefonds',
	potId: '00000000-0000-4000-8000-000000000000',
	intro: { de: 'Geld für Ideen' },
	rules: ruleValuesOf({
		...usualRules,
		criteria: [{ key: 'nutzen', name: { de: 'Nutzen' }, most: 5, weight: 2 }]
	})
};
const withRules = (rules: Partial<RoundValues['rules']>): RoundValues => ({
	...values,
	rules: { ...values.rules, ...rules }
});

function problems(typed: RoundValues): Readonly<Record<string, string>> {
	try {
		checkedRound(typed, now);
		return {};
	} catch (error) {
		if (error instanceof Refusal) return error.fields;
		throw error;
	}
}

/** The form as a browser sends it. */
function sent({ rules, ...typed }: RoundValues): FormData {
	const form = new FormData();
	const put = (name: string, value: unknown): void => {
		if (typeof value === 'string') form.append(name, value);
		else if (value === true) form.append(name, 'on');
		else if (Array.isArray(value))
			value.forEach((one, index) =>
				typeof one === 'string' ? form.append(name, one) : put(`${name}.${index}`, one)
			);
		else if (value)
			for (const [key, one] of Object.entries(value as object))
				put(name ? `${name}.${key}` : key, one);
	};
	put('', typed);
	const { inKindCounted, hourCents, ...rest } = rules;
	put('rules', { ...rest, inKind: { counted: inKindCounted, hourCents } });
	return form;
}

test('settings survive the way through the form and back', () => {
	const read = checkedRound(typedRound(sent(values)), now);
	expect(read.rules).toEqual({
		...usualRules,
		criteria: [{ key: 'nutzen', name: { de: 'Nutzen' }, most: 5, weight: 2 }]
	});
	expect(checkedRound(roundValuesOf(read), now)).toEqual(read);
});

test.each([
	['German', '1.234,50'],
	['English', '1,234.50'],
	['with its sign', '1234,50 €']
])('a sum is read in %s notation', (_notation, ceilingCents) => {
	expect(checkedRound(withRules({ ceilingCents }), now).rules.ceilingCents).toBe(123_450);
});

test.each([
	['words', 'viel', 'amount_invalid'],
	['less than nothing', '-5', 'amount_negative'],
	['a tenth of a cent', '1,2345', 'amount_invalid'],
	['more than anybody has', '99999999999999', 'amount_too_large']
])('a sum that is none is told at its field: %s', (_what, ceilingCents, reason) => {
	expect(problems(withRules({ ceilingCents }))).toEqual({ 'rules.ceilingCents': reason });
});

test('what is wrong is told at each field at once', () => {
	const wrong = {
		leadDays: '',
		quorum: '0',
		floorCents: '3000',
		competences: [{ body: 'jury', upToCents: '100' }],
		criteria: [{ key: '', name: {}, most: '99', weight: 'x' }]
	};
	expect(problems({ ...withRules(wrong), retainUntil: '2020-01-01' })).toEqual({
		'rules.leadDays': 'number_invalid',
		'rules.quorum': 'out_of_range',
		'rules.criteria.0.name.de': 'text_missing',
		'rules.criteria.0.most': 'out_of_range',
		'rules.criteria.0.weight': 'number_invalid',
		retainUntil: 'retention_too_short'
	});
	expect(problems(withRules({ floorCents: '3000' }))).toEqual({
		'rules.floorCents': 'floor_above_ceiling'
	});
});

describe('rows', () => {
	test('are added, moved and removed without losing what was typed', () => {
		const added = reshaped(values, 'criteria.add');
		expect(added.rules.criteria.map(({ key }) => key)).toEqual(['nutzen', '']);
		const moved = reshaped(added, 'criteria.up.1');
		expect(moved.rules.criteria.map(({ key }) => key)).toEqual(['', 'nutzen']);
		expect(reshaped(moved, 'criteria.remove.0').rules.criteria).toEqual(values.rules.criteria);
		const ladder = reshaped(values, 'competences.add').rules.competences;
		expect(ladder.map(({ body }) => body)).toEqual(['office', 'jury', 'committee']);
		expect(reshaped(values, 'competences.remove.9')).toEqual(values);
		expect(reshaped(values, 'nonsense')).toBe(values);
	});

	test('a new criterion gets a key of its own, an old one keeps its key when it is renamed', () => {
		const named = (key: string, de: string) => ({ key, name: { de }, most: '5', weight: '1' });
		const { rules } = checkedRound(
			withRules({ criteria: [named('nutzen', 'Wirkung'), named('', 'Nutzen'), named('', 'Nähe')] }),
			now
		);
		expect(rules.criteria.map(({ key }) => key)).toEqual(['nutzen', 'nutzen-2', 'naehe']);
	});
});

test.each(templates.map((template) => [template.key, template] as const))(
	'the template %s has rules that hold, and its texts in every language',
	(_key, { title, purpose, intro, rules }) => {
		expect(fundRulesSchema.safeParse(rules).error).toBeUndefined();
		for (const text of [title, purpose, intro, ...rules.criteria.map(({ name }) => name)])
			expect(Object.keys(text).sort()).toEqual([...locales].sort());
	}
);
