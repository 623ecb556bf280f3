import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earliestStart, readDraft, type CheckFacts } from '#lib/formats/fund/apply/checks.ts';
import { draftOf, typedStep, type Draft } from '#lib/formats/fund/apply/draft.ts';
import { pressedStep, pressOf } from '#lib/formats/fund/apply/step-form.ts';
import { amountRead, minutesOf, neededShare, sumsOf } from '#lib/formats/fund/apply/sums.ts';
import { usualRules, type FundRules } from '#lib/formats/fund/round/rules.ts';
import { goodDraft } from '../../fixture/fund-draft.ts';

const facts = (rules: Partial<FundRules> = {}): CheckFacts => ({
	rules: { ...usualRules, ...rules },
	placeIds: new Set(['bielefeld-mitte', 'bielefeld-kesselbrink']),
	area: null,
	contributions: new Set(['540-2', '540-2 540-2.4c']),
	submittedOn: '2026-02-10'
});
const problems = (changed: Partial<Draft>, rules: Partial<FundRules> = {}) =>
	readDraft(goodDraft(changed), facts(rules)).problems;

test('a good form becomes content in whole cents, lines in their order and the grant first', () => {
	const read = readDraft(goodDraft({ hours: '7,5', hoursLabel: 'Aufbau' }), facts());
	expect(read).toMatchObject({
		problems: null,
		content: {
			applicantName: 'Kochgruppe Kesselbrink',
			participants: 40,
			measureCode: null,
			costs: [
				{ category: 'materials', cents: 85_050 },
				{ category: 'rent', cents: 14_950 }
			],
			funding: [
				{ category: 'grant', cents: 90_000 },
				{ category: 'own', cents: 10_000 },
				{ category: 'inKind', cents: 11_250, minutes: 450 }
			]
		},
		contact: { name: 'Nour Haddad', iban: 'DE02120300000000202051' }
	});
	expect(JSON.stringify((read as { content: object }).content)).not.toContain('DE02');
});

test('an empty form says everything that is missing at once', () => {
	const all = readDraft(draftOf({}), facts()).problems!;
	expect(all).toMatchObject({
		applicantKind: 'missing',
		iban: 'iban_missing',
		title: 'missing',
		placeId: 'missing',
		startsOn: 'missing',
		costs: 'costs_missing',
		grant: 'amount_missing',
		declarations: 'declarations_missing'
	});
	expect(Object.keys(all)).not.toContain('email');
	expect(Object.keys(all)).not.toContain('sums');
});

const line = (amount: string, category = 'materials', label = 'Farbe') => ({
	category,
	label,
	amount
});
test.each([
	['a wrong IBAN', { iban: 'DE03120300000000202051' }, {}, { iban: 'iban_invalid' }],
	['a negative amount', { grant: '-900' }, {}, { grant: 'amount_negative' }],
	['a huge amount', { grant: '9'.repeat(40) }, {}, { grant: 'amount_too_large' }],
	['words instead of an amount', { grant: 'viel' }, {}, { grant: 'amount_not_a_number' }],
	['tenths of a cent', { grant: '900,0050' }, {}, { grant: 'amount_too_precise' }],
	['no amount in a line', { costs: [line('')] }, {}, { 'costs.0.amount': 'amount_missing' }],
	['a line without its kind', { costs: [line('1000', '')] }, {}, { 'costs.0.category': 'missing' }],
	['a plan that lacks money', { grant: '899,99' }, {}, { sums: 'sum_short' }],
	['a plan with too much money', { grant: '900,01' }, {}, { sums: 'sum_over' }],
	['more than the ceiling', {}, { ceilingCents: 89_999 }, { grant: 'grant_above_ceiling' }],
	['less than the floor', {}, { floorCents: 90_001 }, { grant: 'grant_below_floor' }],
	['too small a share', {}, { ownSharePercent: 11 }, { share: 'share_too_small' }],
	[
		'a kind that is not funded',
		{},
		{ excludedCategories: ['rent'] },
		{ 'costs.1.category': 'category_excluded' }
	],
	['a start too soon', { startsOn: '2026-02-23' }, {}, { startsOn: 'starts_too_soon' }],
	['an end before the start', { endsOn: '2026-03-31' }, {}, { endsOn: 'ends_before_start' }],
	['a project too long', { endsOn: '2027-04-01' }, {}, { endsOn: 'lasts_too_long' }],
	['a day that is none', { startsOn: '2026-02-30' }, {}, { startsOn: 'date_invalid' }],
	['a place elsewhere', { placeId: 'bielefeld-heepen' }, {}, { placeId: 'choice_invalid' }],
	['half a point', { lat: '52' }, {}, { lat: 'point_invalid' }],
	['nobody reached', { participants: '0' }, {}, { participants: 'number_out_of_range' }],
	['a text too long', { plan: 'x'.repeat(4001) }, {}, { plan: 'text_too_long' }],
	['a forged target group', { targetGroups: ['cats'] }, {}, { targetGroups: 'choice_invalid' }],
	[
		'a declaration not ticked',
		{ declarations: ['correct'] },
		{},
		{ declarations: 'declarations_missing' }
	],
	['a measure of another round', { contribution: '540-9' }, {}, { contribution: 'choice_invalid' }],
	[
		'41 lines',
		{ costs: Array.from({ length: 41 }, () => line('10')) },
		{},
		{ costs: 'too_many_lines' }
	],
	[
		'money from nobody',
		{ funding: [{ category: 'thirdParty', label: '', amount: '100' }] },
		{},
		{ 'funding.0.label': 'missing' }
	]
] as [string, Partial<Draft>, Partial<FundRules>, Record<string, string>][])(
	'refused: %s',
	(_what, changed, rules, expected) => {
		expect(problems(changed, rules)).toEqual(expected);
	}
);

test('the day after the lead time is early enough, and the longest project is not too long', () => {
	expect(earliestStart(usualRules, '2026-02-10')).toBe('2026-02-24');
	expect(problems({ startsOn: '2026-02-24', endsOn: '2027-02-23' })).toBeNull();
	expect(problems({ startsOn: '2026-02-24', endsOn: '2027-02-24' })).toEqual({
		endsOn: 'lasts_too_long'
	});
});

test('a blank line in between counts nothing, and complaints stay at their line', () => {
	const blank = { category: 'rent', label: ' ', amount: '' };
	const costs = [line('1.000'), blank, line('zehn')];
	expect(problems({ costs })).toEqual({ 'costs.2.amount': 'amount_not_a_number' });
	expect(problems({ costs: [line('1.000'), blank] })).toBeNull();
});

test('work without pay counts towards the share where the round says so, and never as money', () => {
	const alone = { funding: [], grant: '1000', hours: '7' };
	expect(problems(alone)).toBeNull();
	expect(problems({ ...alone, hours: '6' })).toEqual({ share: 'share_too_small' });
	expect(problems(alone, { inKind: { counted: false, hourCents: 1500 } })).toEqual({
		share: 'share_too_small'
	});
});

test('hours are read in both notations and kept in minutes', () => {
	expect(['1,5', '1.5', '0,25', '', '0', 'x', '10001'].map(minutesOf)).toEqual([
		90,
		90,
		15,
		null,
		null,
		null,
		null
	]);
});

test('an amount that can be meant in two ways is shown as we read it', () => {
	const shown = ['1.234', '1,234', '12.5', '850,50', 'viel'].map((typed) =>
		amountRead(typed, 'de').replace(/[^\d.,]/g, '')
	);
	expect(shown).toEqual(['1.234,00', '1.234,00', '12,50', '', '']);
});

const cents = fc.nat(10_000_000);
const german = (sum: number) => `${Math.floor(sum / 100)},${String(sum % 100).padStart(2, '0')}`;
const english = (sum: number) => german(sum).replace(',', '.');

test('sums are exact in either notation, and the gap is what is missing', () => {
	fc.assert(
		fc.property(fc.array(cents), fc.array(cents), cents, (costs, funding, grant) => {
			const sums = sumsOf(
				{
					costs: costs.map((one) => ({ amount: german(one) })),
					funding: funding.map((one) => ({ amount: english(one) })),
					grant: german(grant),
					hours: ''
				},
				1500
			);
			const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
			expect(sums.gap).toBe(sum(costs) - sum(funding) - grant);
		})
	);
});

test('the share is the smallest whole sum that is not below its percentage', () => {
	fc.assert(
		fc.property(fc.nat(10_000_000_000), fc.nat(100), (costs, percent) => {
			const share = neededShare(costs, percent);
			expect(Number.isInteger(share)).toBe(true);
			expect(BigInt(share) * 100n >= BigInt(costs) * BigInt(percent)).toBe(true);
			expect(share === 0 || BigInt(share - 1) * 100n < BigInt(costs) * BigInt(percent)).toBe(true);
		})
	);
});

test('whatever is stored or sent as a draft is read as one', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (stored) => {
			expect(draftOf(draftOf(stored))).toEqual(draftOf(stored));
			expect(readDraft(draftOf(stored), facts()).problems).not.toBeNull();
		})
	);
});

function form(press: string, lines: readonly (readonly [string, string, string])[]): FormData {
	const data = new FormData();
	data.set('press', press);
	for (const [category, label, amount] of lines) {
		data.append('costs.category', category);
		data.append('costs.label', label);
		data.append('costs.amount', amount);
	}
	return data;
}
const pressed = (data: FormData) => pressedStep('costs', data, pressOf(data)).costs;

test('lines come and go by buttons; what is wrong in them stays', () => {
	const lines = [
		['materials', 'Farbe', 'zwölf'],
		['', '', ''],
		['rent', 'Raum', '20']
	] as const;
	expect(pressed(form('next', lines))?.map(({ amount }) => amount)).toEqual(['zwölf', '20']);
	expect(pressed(form('add', lines))?.map(({ amount }) => amount)).toEqual(['zwölf', '20', '']);
	expect(pressed(form('remove:0', lines))?.map(({ amount }) => amount)).toEqual(['20']);
	expect(pressed(form('remove:nonsense', lines))).toHaveLength(2);
});

test('a page takes only its own fields', () => {
	const data = new FormData();
	data.set('title', 'Fest');
	data.set('iban', 'DE02120300000000202051');
	expect(typedStep('what', data)).not.toHaveProperty('iban');
	expect(typedStep('what', data).title).toBe('Fest');
});
