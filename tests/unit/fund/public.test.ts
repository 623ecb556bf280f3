import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestDefinition, suggestDefinitions } from '#lib/core/indicators/suggest.ts';
import { filterOf, isFiltered, noFilter, queryOf } from '#lib/formats/fund/funded/filter.ts';
import type { Grant } from '#lib/formats/fund/funded/funded-projects.server.ts';
import { rulesInWords } from '#lib/formats/fund/funded/rules-words.ts';
import { publicStates, stageOf, stages } from '#lib/formats/fund/funded/stages.ts';
import { statisticsOf } from '#lib/formats/fund/funded/statistics.ts';
import { figuresOf, resultSentence } from '#lib/formats/fund/funded/words.ts';
import { usualRules, type FundRules } from '#lib/formats/fund/round/rules.ts';
import { applicantKinds, initiators } from '#lib/formats/fund/states.ts';

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replace(/\u00a0/g, ' ');
const words = (rules: Partial<FundRules>) =>
	Object.fromEntries(
		rulesInWords({ ...usualRules, ...rules }, 'de').map(({ key, sentences }) => [
			key,
			sentences.map(plain)
		])
	);

test('a filter is the same after it went through an address', () => {
	const filters = fc.record({
		year: fc.option(fc.integer({ min: 2000, max: 2200 })),
		placeId: fc.option(fc.constantFrom('bielefeld', 'bielefeld-mitte')),
		kinds: fc.subarray([...applicantKinds]),
		stages: fc.subarray([...stages])
	});
	fc.assert(
		fc.property(filters, (filter) => {
			expect(filterOf(queryOf(filter))).toEqual(filter);
			expect(isFiltered(filter)).toBe(JSON.stringify(filter) !== JSON.stringify(noFilter));
		})
	);
});

test('what makes no sense in an address does not limit, whatever it is', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const query = new URLSearchParams({ year: `x${text}`, kind: `x${text}`, state: `x${text}` });
			expect(filterOf(query)).toEqual(noFilter);
		})
	);
});

test('every public state has a stage, every stage a state and a sentence of its own', () => {
	expect([...new Set(publicStates.map(stageOf))]).toEqual([...stages]);
	const sentences = [
		...stages.map((stage) => resultSentence({ stage, succeeded: null })),
		...[true, false].map((succeeded) => resultSentence({ stage: 'finished', succeeded }))
	];
	expect(new Set(sentences).size).toBe(6);
});

test('the usual rules are told in words, each sum and number of them', () => {
	expect(words({})).toMatchObject({
		sum: ['Höchstens 2.500,00 € für ein Projekt.'],
		own: [
			'Mindestens 10 Prozent der Kosten kommen aus anderen Quellen.',
			'Ihre ehrenamtliche Arbeit zählt mit: 15,00 € je Stunde.'
		],
		decides: ['Bis 500,00 €: Fonds-Büro', 'Bei höheren Summen: Jury'],
		proof: [expect.stringContaining('60 Tage')]
	});
	expect(words({})).not.toHaveProperty('excluded');
});

test('what the rules do not limit is said, and what they exclude is listed', () => {
	const said = words({
		ceilingCents: null,
		floorCents: 10_000,
		ownSharePercent: 0,
		leadDays: 0,
		longestDays: null,
		excludedCategories: ['staff', 'catering'],
		excludedText: { de: 'Feuerwerk.' },
		competences: [{ body: 'committee', upToCents: null }]
	});
	expect(said).toMatchObject({
		sum: ['Es gibt keine Höchstsumme für ein Projekt.', 'Mindestens 100,00 €.'],
		own: ['Ein eigener Anteil ist nicht nötig.'],
		excluded: [expect.stringMatching(/^Nicht gefördert werden: .+ und .+\.$/), 'Feuerwerk.'],
		decides: [expect.stringMatching(/^Über alle Anträge: /)]
	});
	expect(said).not.toHaveProperty('time');
});

const grants = fc.array(
	fc.record({
		year: fc.integer({ min: 2024, max: 2026 }),
		placeId: fc.constantFrom('a', 'b', 'c'),
		placeName: fc.constant('Ort'),
		applicantKind: fc.constantFrom(...applicantKinds),
		initiatedBy: fc.option(fc.constantFrom(...initiators)),
		grantedCents: fc.integer({ min: 1, max: 1_000_000 })
	}) satisfies fc.Arbitrary<Grant>
);

test('the parts of each table add up to all grants, to the cent', () => {
	fc.assert(
		fc.property(grants, (all) => {
			const { grants, cents, ...tables } = statisticsOf(all);
			expect(cents).toBe(all.reduce((sum, { grantedCents }) => sum + grantedCents, 0));
			for (const parts of Object.values(tables)) {
				expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(cents);
				expect(parts.reduce((sum, part) => sum + part.grants, 0)).toBe(grants);
			}
		})
	);
});

test('a figure’s sentence names what leads; years are a figure only where there are several', () => {
	const grant = (year: number, placeName: string, grantedCents: number): Grant => ({
		...{ year, placeName, grantedCents, placeId: placeName },
		...{ applicantKind: 'group', initiatedBy: 'residents' }
	});
	const told = (...all: Grant[]) =>
		Object.fromEntries(
			figuresOf(statisticsOf(all), 'de').map(({ key, sentence }) => [key, plain(sentence)])
		);
	expect(told(grant(2026, 'Mitte', 300), grant(2026, 'Heepen', 100))).toEqual({
		places: 'Am meisten: Mitte mit 3,00 €, das sind 75 %.',
		kinds: 'Alles: Gruppe ohne Rechtsform, 4,00 €.',
		initiators: 'Alles: Von Menschen aus dem Quartier, 4,00 €.'
	});
	expect(told(grant(2025, 'Mitte', 100), grant(2026, 'Heepen', 100))).toMatchObject({
		places: 'Die ersten liegen gleichauf mit je 1,00 €.',
		years: 'Die ersten liegen gleichauf mit je 1,00 €.'
	});
});

test('one meaning of a catalogue’s note is a suggestion, several are a choice, none is nothing', () => {
	const indicator = { feed: { format: 'fund', metric: 'share', note: '' }, per: null };
	const source = (kinds: string[]) => [
		{
			format: 'fund',
			kinds,
			suggest: () => ['one', 'two'].map((kind) => ({ kind, numerator: ['done'] }))
		}
	];
	expect(suggestDefinitions(indicator, source(['one', 'two']))).toHaveLength(2);
	expect(suggestDefinition(indicator, source(['one', 'two']))).toBeNull();
	expect(suggestDefinition(indicator, source(['two']))).toMatchObject({
		facts: { kinds: ['two'] },
		metric: { operation: 'share', numerator: { outcomes: ['done'] } }
	});
	expect(suggestDefinitions(indicator, [{ format: 'fund', kinds: ['one'] }])).toEqual([]);
});
