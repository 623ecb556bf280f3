import fc from 'fast-check';
import { ballotKey, type QuestionType, type Tally } from '#lib/questions/contract.ts';
import { questionType, questionTypes } from '#lib/questions/registry.ts';
import { tallyOf } from '#lib/questions/tally.ts';

export const locales = ['de', 'en', 'de-simple', 'ar'] as const;

/** What people type who mean no good, or only have another keyboard. */
export const hostile = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.constantFrom(
		'=HYPERLINK("http://example.org")',
		'+49 521',
		'-1',
		'@SUM(A1)',
		'\tTab',
		'\rReturn',
		'a,b;"c"\r\nd',
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		'__proto__',
		'constructor',
		'toString',
		ballotKey,
		'none',
		'dontKnow',
		'\u202Egnp.exe',
		'Z̸̧̛͎͖͇͉͓͓̈́̾̋͊̆̕͝a̷͎͂l̶̡͈̈́̊g̷̝͝o̴̙͘',
		'👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️‍🌈',
		'مقاعد في الظل',
		'שלום',
		'می‌خواهم',
		'\u0000',
		'\uD800',
		' '.repeat(40)
	)
);

/** A picture of the activity, as a config keeps it. */
export const picture = (n: number, width = 1600, height = 1200) => ({
	id: `00000000-0000-4000-8000-00000000000${n}`,
	width,
	height,
	alt: { de: `Bild ${n}`, ar: `صورة ${n}` }
});

/** A quarter in the shape of an L, with two places in it. */
export const quarter = {
	id: 'bielefeld-kesselbrink',
	name: 'Kesselbrink',
	box: [8.53, 52.02, 8.55, 52.03] as const,
	outline: [
		[
			[8.53, 52.02],
			[8.55, 52.02],
			[8.55, 52.025],
			[8.54, 52.025],
			[8.54, 52.03],
			[8.53, 52.03],
			[8.53, 52.02]
		] as const
	],
	places: [
		{ id: 'brunnen', name: 'Brunnen', lat: 52.0295, lng: 8.5305 },
		{ id: 'skatepark', name: 'Skatepark', lat: 52.0205, lng: 8.5495 }
	]
};

const option = (id: string) => ({ id, label: { de: `Nr. ${id}`, ar: `رقم ${id}` } });

/** A config of each type, and raw answers that fit it. */
export const samples: Record<string, { config: unknown; answer: fc.Arbitrary<unknown> }[]> = {
	choice: [
		{
			config: { options: ['a', 'b', 'c'].map(option), min: 1, max: 1, noneOfThese: true },
			answer: fc.constantFrom(['a'], ['b'], ['c'], ['none'])
		},
		{
			config: {
				options: Array.from({ length: 20 }, (_, n) => option(`p${n}`)),
				min: 2,
				max: 5,
				noneOfThese: false
			},
			answer: fc
				.uniqueArray(fc.nat(19), { minLength: 2, maxLength: 5 })
				.map((picked) => picked.map((n) => `p${n}`))
		}
	],
	ranking: [
		{
			config: { options: ['a', 'b', 'c', 'd'].map(option), max: 3 },
			answer: fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1, maxLength: 3 })
		},
		{
			config: { options: Array.from({ length: 20 }, (_, n) => option(`p${n}`)), max: 20 },
			answer: fc
				.shuffledSubarray(
					Array.from({ length: 20 }, (_, n) => n),
					{ minLength: 1 }
				)
				.map((picked) => picked.map((n) => `p${n}`))
		}
	],
	points: [
		{
			config: { options: ['a', 'b', 'c'].map(option), total: 100, mustUseAll: true },
			answer: fc
				.tuple(fc.nat(100), fc.nat(100))
				.map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
				.map(([low, high]) => ({ a: String(low), b: high - low, c: 100 - high }))
		},
		{
			config: {
				options: Array.from({ length: 20 }, (_, n) => option(`p${n}`)),
				total: 10,
				mustUseAll: false
			},
			answer: fc.dictionary(
				fc.nat(19).map((n) => `p${n}`),
				fc.integer({ min: 1, max: 3 }),
				{
					minKeys: 1,
					maxKeys: 3,
					noNullPrototype: true
				}
			)
		}
	],
	matrix: [
		{
			config: {
				items: ['a', 'b', 'c'].map(option),
				steps: ['nie', 'manchmal', 'immer'].map((de) => ({ de, ar: `${de} ع` })),
				dontKnow: true,
				all: false
			},
			answer: fc.dictionary(
				fc.constantFrom('a', 'b', 'c'),
				fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('1', '3', 'dontKnow')),
				{ minKeys: 1, noNullPrototype: true }
			)
		},
		{
			config: {
				items: Array.from({ length: 10 }, (_, n) => option(`p${n}`)),
				steps: Array.from({ length: 10 }, (_, n) => ({ de: String(n + 1) })),
				dontKnow: false,
				all: true
			},
			answer: fc
				.array(fc.integer({ min: 1, max: 10 }), { minLength: 10, maxLength: 10 })
				.map((steps) => Object.fromEntries(steps.map((step, n) => [`p${n}`, step])))
		}
	],
	number: [
		{
			config: { min: 0, max: 500, step: 1, unit: { de: 'Bäume', ar: 'شجرة' }, right: 120 },
			answer: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom('120', ' 7 ', '٤٢'))
		},
		{
			config: { min: -5, max: 40, step: 0.5, unit: {} },
			answer: fc.integer({ min: -10, max: 80 }).map((halves) => halves / 2)
		}
	],
	grid2x2: [
		{
			config: {
				items: ['a', 'b', 'c'].map(option),
				x: { de: 'wichtig', ar: 'مهم' },
				y: { de: 'machbar' },
				steps: 5,
				all: false
			},
			answer: fc.oneof(
				fc.dictionary(
					fc.constantFrom('a', 'b', 'c'),
					fc.record({ x: fc.integer({ min: 1, max: 5 }), y: fc.constantFrom(1, '5') }),
					{ minKeys: 1, noNullPrototype: true }
				),
				fc.constant({ 'a.x': '1', 'a.y': '2' })
			)
		},
		{
			config: {
				items: Array.from({ length: 10 }, (_, n) => option(`p${n}`)),
				x: { de: 'x' },
				y: { de: 'y' },
				steps: 9,
				all: true
			},
			answer: fc
				.array(fc.integer({ min: 1, max: 9 }), { minLength: 10, maxLength: 10 })
				.map((places) => Object.fromEntries(places.map((x, n) => [`p${n}`, { x, y: 10 - x }])))
		}
	],
	date: [
		{
			config: { first: '2026-02-01', last: '2028-03-31' },
			answer: fc.oneof(
				fc
					.date({
						min: new Date('2026-02-01'),
						max: new Date('2028-03-31'),
						noInvalidDate: true
					})
					.map((day) => day.toISOString().slice(0, 10)),
				fc.constantFrom('2028-02-29', '29.02.2028', '1.3.2026')
			)
		},
		{
			config: { first: '1950-01-01', last: '2026-12-31' },
			answer: fc
				.date({ min: new Date('1950-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
				.map((day) => day.toISOString().slice(0, 10))
		}
	],
	budget: [
		{
			config: {
				projects: ['a', 'b', 'c'].map((id, n) => ({ ...option(id), costCents: (n + 1) * 100_000 })),
				budgetCents: 500_000,
				max: 2
			},
			answer: fc.subarray(['a', 'b', 'c'], { minLength: 1, maxLength: 2 })
		},
		{
			config: {
				projects: Array.from({ length: 20 }, (_, n) => ({
					...option(`p${n}`),
					costCents: 12_345 + n * 50_000
				})),
				budgetCents: 1_500_000,
				max: null
			},
			// Some of these cost more than there is: they are left out like every answer that does not fit.
			answer: fc
				.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 6 })
				.map((picked) => picked.map((n) => `p${n}`))
		}
	],
	scale: [
		{
			config: {
				from: 1,
				to: 10,
				low: { de: 'gar nicht' },
				high: { de: 'sehr gut' },
				dontKnow: true
			},
			answer: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constant('dontKnow'))
		},
		{
			config: { from: -2, to: 2, low: { de: 'nein' }, high: { de: 'ja' }, dontKnow: false },
			answer: fc.integer({ min: -2, max: 2 })
		}
	],
	words: [
		{
			config: { maxWords: 3 },
			answer: fc.array(
				fc.oneof(fc.constantFrom('Park', 'park', 'PARK', 'Ruhe', 'Licht', 'Straße'), hostile),
				{ minLength: 1, maxLength: 3 }
			)
		}
	],
	text: [
		{
			config: { maxLength: 200 },
			answer: fc.oneof(fc.constantFrom('Mehr Bänke', 'Alles gut'), hostile)
		}
	],
	picturechoice: [
		{
			config: {
				options: [1, 2, 3].map((n) => ({ ...option(picture(n).id), picture: picture(n) })),
				min: 1,
				max: 1,
				noneOfThese: true
			},
			answer: fc.constantFrom([picture(1).id], [picture(3).id], ['none'])
		},
		{
			config: {
				options: [1, 2, 3, 4].map((n) => ({ ...option(picture(n).id), picture: picture(n) })),
				min: 1,
				max: 3,
				noneOfThese: false
			},
			answer: fc.subarray(
				[1, 2, 3, 4].map((n) => picture(n).id),
				{ minLength: 1, maxLength: 3 }
			)
		}
	],
	spot: [
		{
			config: {
				picture: picture(5),
				columns: 8,
				rows: 6,
				names: [{ field: 'B3', name: { de: 'Brunnen', ar: 'نافورة' } }]
			},
			answer: fc.constantFrom('A1', 'B3', 'H6').map((field) => [field])
		}
	],
	pin: [
		{
			config: { area: quarter, columns: 4, rows: 4 },
			answer: fc.oneof(
				fc.constantFrom(['A1'], ['D4'], ['B2']),
				fc.record({
					lat: fc.double({ min: 52.02, max: 52.03, noNaN: true }),
					lng: fc.double({ min: 8.53, max: 8.55, noNaN: true }).map(String)
				})
			)
		}
	],
	information: [
		{
			config: { text: { de: 'Erstens.\n\nZweitens.', ar: 'أولًا.' }, picture: picture(6) },
			answer: fc.constant(['read'])
		},
		{ config: { text: { de: 'Guten Tag.' }, picture: null }, answer: fc.constant(['read']) }
	],
	consent: [
		{
			config: {
				statement: { de: 'Ich bin einverstanden.', ar: 'أوافق.' },
				purpose: { de: 'Für die Einladung.', ar: 'من أجل الدعوة.' },
				required: false
			},
			answer: fc.constantFrom(['yes'], ['no'])
		},
		{
			config: {
				statement: { de: 'Ich bin einverstanden.' },
				purpose: { de: 'Für die Einladung.' },
				required: true
			},
			answer: fc.constant(['yes'])
		}
	]
};

export type Sample = { type: QuestionType; config: unknown; answer: fc.Arbitrary<unknown> };

export const everySample: [string, Sample][] = questionTypes.flatMap(({ key }) =>
	samples[key]!.map(({ config, answer }, n): [string, Sample] => {
		const type = questionType(key);
		const fitting = answer.filter((raw) => type.answerSchema(config).safeParse(raw).success);
		return [`${key} ${n + 1}`, { type, config, answer: fitting }];
	})
);

/** The tally of these raw answers, as the intake makes it: checked, then counted by key. */
export function counted({ type, config }: Sample, answers: readonly unknown[]): Tally {
	const schema = type.answerSchema(config);
	return tallyOf(answers.map((raw) => type.tallyKeys(config, schema.parse(raw))));
}

/** The reason for which an answer is refused; null: it fits. */
export function reasonFor(key: string, config: unknown, raw: unknown): string | null {
	const parsed = questionType(key).answerSchema(config).safeParse(raw);
	return parsed.success ? null : parsed.error.issues[0]!.message;
}

/** Path and reason of everything wrong with a config. */
export function problemsWith(key: string, config: unknown): Record<string, string> {
	const parsed = questionType(key).configSchema.safeParse(config);
	if (parsed.success) return {};
	return Object.fromEntries(
		parsed.error.issues.map(({ path, message }) => [path.map(String).join('.'), message])
	);
}

export function formOf(fields: Record<string, string | string[]>): FormData {
	const form = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) form.append(name, value);
	return form;
}

/** A sentence without the invisible marks that set user text apart. */
export const plain = (sentence: string) => sentence.replace(/[\u2066-\u2069]/g, '');
