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
