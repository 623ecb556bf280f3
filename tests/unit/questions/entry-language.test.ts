import fc from 'fast-check';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { answerCheck } from '#lib/formats/live/answer-check.ts';
import { resultSvg } from '#lib/formats/live/export/drawing/result-picture.ts';
import { resultOf } from '#lib/questions/components.ts';
import type { Tally } from '#lib/questions/contract.ts';
import {
	isMark,
	languageOfBallot,
	languageOfPage,
	languagesOf,
	writtenLanguages
} from '#lib/questions/entry-language.ts';
import { questionType } from '#lib/questions/registry.ts';
import { sentenceParts } from '#lib/questions/sentence-parts.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { isRightToLeft } from '#lib/platform/i18n/text-direction.ts';
import { everySample, hostile, locales, type Sample } from './samples.ts';

const language = fc.option(fc.constantFrom(...writtenLanguages), { nil: undefined });

type Written = readonly [answer: unknown, language: string | undefined];
const written = ({ answer }: Sample): fc.Arbitrary<Written> => fc.tuple(answer, language);

/** What these ballots add to the tally, as the live session writes them. */
function keysOf({ type, config }: Sample, ballots: readonly Written[]): (readonly string[])[] {
	const check = answerCheck(type, config);
	return ballots.map(([answer, spoken]) => check(answer, spoken).tallyKeys.slice(1));
}

const tallied = (sample: Sample, ballots: readonly Written[]): Tally =>
	tallyOf(keysOf(sample, ballots), questionType(sample.type.key).sameEntry);

const counted = (keys: readonly string[]): Record<string, number> => {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return Object.fromEntries(counts);
};

test('each page has a language in which people write on it; Leichte Sprache is German', () => {
	expect(writtenLanguages).toEqual(['de', 'en', 'ar']);
	expect(locales.map(languageOfPage)).toEqual(['de', 'en', 'de', 'ar']);
	expect(languageOfPage('tlh')).toBeUndefined();
});

describe.each(everySample.filter(([, { type }]) => type.freeText))('%s', (_, sample) => {
	const { type, config } = sample;
	const { sameEntry } = questionType(type.key);
	const ballots = fc.array(written(sample), { maxLength: 20 });
	const rows = (tally: Tally) => type.table(config, tally, 'de').rows;

	test('a row has the language in which most wrote it of those with its letters, and the first of them where it is a draw', () => {
		fc.assert(
			fc.property(ballots, (given) => {
				const check = answerCheck(type, config);
				for (const { keys, label, language } of rows(tallied(sample, given))) {
					const isArabic = isRightToLeft(label, false);
					const possible = writtenLanguages.filter((one) => (one === 'ar') === isArabic);
					const wrote = (spoken: string) =>
						given
							.filter(([, own]) => own === spoken)
							.flatMap(([answer]) => check(answer).tallyKeys.slice(1))
							.filter((key) => keys.includes(key)).length;
					const most = Math.max(...possible.map(wrote));
					expect(language).toBe(most > 0 ? possible.find((one) => wrote(one) === most) : undefined);
				}
			})
		);
	});

	test('the order of ballots does not matter', () => {
		fc.assert(
			fc.property(ballots, (given) => {
				const [there, back] = [given, given.toReversed()].map((all) => rows(tallied(sample, all)));
				expect(back).toEqual(there);
			})
		);
	});

	test('the stored tallies of two parts together are that of the whole, languages too', () => {
		fc.assert(
			fc.property(ballots, ballots, (one, other) => {
				const [a, b, whole] = [one, other, [...one, ...other]].map((part) =>
					counted(keysOf(sample, part).flat())
				);
				const sum = counted([]);
				for (const [key, n] of [...Object.entries(a!), ...Object.entries(b!)])
					Object.defineProperty(sum, key, {
						value: (Object.hasOwn(sum, key) ? sum[key]! : 0) + n,
						enumerable: true,
						configurable: true,
						writable: true
					});
				expect(new Map(Object.entries(sum))).toEqual(new Map(Object.entries(whole!)));
				expect(languagesOf(sum, sameEntry)).toEqual(languagesOf(whole!, sameEntry));
			})
		);
	});

	test('who changes the vote counts once, in the language of the last one', () => {
		fc.assert(
			fc.property(ballots, written(sample), written(sample), (others, first, last) => {
				const stored = new Map(Object.entries(counted(keysOf(sample, [...others, first]).flat())));
				for (const key of keysOf(sample, [first]).flat()) stored.set(key, stored.get(key)! - 1);
				for (const key of keysOf(sample, [last]).flat())
					stored.set(key, (stored.get(key) ?? 0) + 1);
				const once = counted(keysOf(sample, [...others, last]).flat());
				expect(languagesOf(Object.fromEntries(stored), sameEntry)).toEqual(
					languagesOf(once, sameEntry)
				);
			})
		);
	});

	test('people are counted as if nobody knew the languages, and no number tells how many wrote in which', () => {
		fc.assert(
			fc.property(ballots, (given) => {
				const { languages = {}, ...tally } = tallied(sample, given);
				const unknown = given.map(([answer]): Written => [answer, undefined]);
				expect(tally).toEqual(tallied(sample, unknown));
				for (const spoken of Object.values(languages)) expect(writtenLanguages).toContain(spoken);
			})
		);
	});

	test('no entry can pass for the mark of another one, whatever somebody types', () => {
		fc.assert(
			fc.property(fc.oneof(hostile, fc.constant('Bank\u001fde')), (typed) => {
				const raw = type.key === 'words' ? [typed] : typed;
				const fitting = type.answerSchema(config).safeParse(raw);
				if (!fitting.success) return;
				expect(type.tallyKeys(config, fitting.data).some(isMark)).toBe(false);
			})
		);
	});

	test('a ballot tells its language again; one without has none', () => {
		fc.assert(
			fc.property(written(sample), ([answer, spoken]) => {
				const { tallyKeys } = answerCheck(type, config)(answer, spoken);
				expect(languageOfBallot(tallyKeys)).toBe(spoken);
			})
		);
	});
});

test.each(everySample.filter(([, { type }]) => !type.freeText))(
	'%s is chosen and not written: its ballots are the same in every language',
	(_, { type, config, answer }) => {
		fc.assert(
			fc.property(answer, language, (raw, spoken) => {
				expect(answerCheck(type, config)(raw, spoken)).toEqual(answerCheck(type, config)(raw));
			}),
			{ numRuns: 20 }
		);
	}
);

describe('what people wrote is shown', () => {
	const tally: Tally = {
		ballots: 9,
		counts: { Schatten: 4, 'ظل!': 3, '100 %': 1, Bank: 1 },
		languages: { Schatten: 'de', 'ظل!': 'ar', '100 %': 'ar', Bank: 'ar' }
	};
	const config = { text: { maxLength: 300 }, words: { maxWords: 3 } };
	const draw = (type: 'text' | 'words', size: 'stage' | 'page', shown = tally, locale = 'de') =>
		render(resultOf(type), { props: { config: config[type], tally: shown, locale, size } })
			.body.replace(/<!--.*?-->/g, '')
			.replace(/ class="[^"]*"/g, '');

	test.each(['text', 'words'] as const)(
		'in its language and direction, on stage and page: %s',
		(type) => {
			for (const size of ['stage', 'page'] as const) {
				const html = draw(type, size);
				expect(html).toContain('<bdi lang="de" dir="ltr">Schatten</bdi>');
				expect(html).toContain('<bdi lang="ar" dir="rtl">ظل!</bdi>');
			}
		}
	);

	test('on the stage a text stands on the side of its own script, its language is said once', () => {
		expect(draw('text', 'stage')).toMatch(/<li lang="ar" dir="rtl">\s*<span>ظل!<\/span>/);
	});

	test('from left to right where somebody wrote so on the Arabic page', () => {
		const html = draw('words', 'page');
		expect(html).toContain('<bdi lang="ar" dir="ltr">Bank</bdi>');
	});

	test('as ever where nobody knows the language', () => {
		const { ballots, counts } = tally;
		const html = draw('words', 'page', { ballots, counts });
		expect(html).toContain('<bdi>ظل!</bdi>');
		expect(html).not.toMatch(/<bdi lang/);
	});

	test('also where a sentence quotes it', () => {
		const html = draw('words', 'page');
		const caption = /<figcaption>(.*?)<\/figcaption>/s.exec(html)![1]!;
		expect(caption).toContain('<bdi lang="ar" dir="rtl">ظل!</bdi> (3)');
		const plain = caption.replace(/<[^>]+>/g, '');
		expect(plain).toBe(
			questionType('words')
				.sentence(config.words, tally, 'de')
				.replace(/[\u2066-\u2069]/g, '')
		);
	});

	test('a quotation that is nobody’s entry stays as it is', () => {
		const said = '\u2068Bank\u2069 und \u2068Baum\u2069';
		expect(sentenceParts(said, [{ label: 'Baum', language: 'en' }])).toEqual([
			{ label: '\u2068Bank\u2069' },
			{ label: ' und ' },
			{ label: 'Baum', language: 'en' }
		]);
	});

	test('in a picture too: each line says its language and runs in its own direction', () => {
		for (const type of ['text', 'words'] as const) {
			const svg = resultSvg(
				{ type, config: config[type], tally, prompt: 'Was fehlt?', source: 'Palaver' },
				'de',
				() => null
			);
			expect(svg).toMatch(/direction="rtl" xml:lang="ar">ظل!</);
			expect(svg).toMatch(/direction="ltr" xml:lang="de">Schatten</);
			expect(svg).toMatch(/direction="ltr" xml:lang="ar">Bank</);
		}
	});
});
