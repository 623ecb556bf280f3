import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { frameLine } from '#lib/formats/live/export/frame-line.ts';
import { linesOf, widthOf } from '#lib/formats/live/export/drawing/wrap.ts';
import { resultSvg } from '#lib/formats/live/export/drawing/result-picture.ts';
import { decodePicture } from '#lib/platform/pictures/decode.server.ts';
import { pngOfSvg } from '#lib/platform/pictures/png-of-svg.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { readXml, textOf, type XmlElement } from '../../fixture/read-xml.ts';
import { counted, everySample, hostile, locales, type Sample } from '../questions/samples.ts';

const source = 'Palaver · Ein Nachmittag am Kesselbrink · 21. November 2026 · 12 Personen';

const pictured = ({ type, config }: Sample, answers: readonly unknown[], prompt: string) => ({
	type: type.key,
	config,
	tally: counted({ type, config } as Sample, answers),
	prompt,
	source
});

const everyElement = (element: XmlElement): XmlElement[] => [
	element,
	...element.children.flatMap(everyElement)
];

/** All that stands in the picture as text. */
const written = (svg: XmlElement) =>
	everyElement(svg)
		.filter(({ name }) => name === 'text')
		// A blank that does not break is one to a reader.
		.map(({ text }) => text.replaceAll('\u00A0', ' '));

describe.each(everySample)('the picture of %s', (_, sample) => {
	test('is well-formed and needs nothing but itself, whatever was asked and answered', () => {
		fc.assert(
			fc.property(
				fc.array(sample.answer, { maxLength: 12 }),
				hostile,
				fc.constantFrom(...locales),
				(answers, prompt, locale) => {
					const text = resultSvg(pictured(sample, answers, prompt), locale, () => null);
					const svg = readXml(text);
					const names = new Set(everyElement(svg).map(({ name }) => name));
					for (const active of ['script', 'foreignObject', 'a', 'style', 'iframe'])
						expect(names).not.toContain(active);
					for (const { attributes } of everyElement(svg)) {
						expect(Object.keys(attributes).filter((key) => /^on|href$/.test(key))).toEqual([]);
						expect(Object.values(attributes).join()).not.toMatch(/NaN|undefined|url\((?!#hatch)/);
					}
				}
			),
			{ numRuns: 25 }
		);
	});

	test('says for a screen reader what it shows, and below it where it comes from', () => {
		const answers = fc.sample(sample.answer, { numRuns: 12, seed: 1 });
		for (const locale of locales) {
			const result = pictured(sample, answers, 'Was fehlt?');
			const svg = readXml(resultSvg(result, locale, () => null));
			expect(svg.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'title description' });
			expect(textOf(svg, 'title')).toBe('Was fehlt?');
			expect(textOf(svg, 'desc')).toBe(
				questionType(result.type).sentence(result.config, result.tally, locale)
			);
			expect(written(svg).join(' ')).toContain(source);
		}
	});
});

describe('what the picture shows', () => {
	const [, choice] = everySample.find(([name]) => name === 'choice 1')!;
	const draw = (locale: string, answers: readonly unknown[] = [['a'], ['a'], ['b']]) =>
		readXml(resultSvg(pictured(choice, answers, 'Was fehlt?'), locale, () => null));

	test('are the people of each answer and their share, in the words of the reader', () => {
		expect(written(draw('de'))).toEqual(
			expect.arrayContaining(['Nr. a', '2 · 67 %', 'Nr. b', '1 · 33 %'])
		);
		expect(written(draw('ar')).join(' ')).toMatch(/رقم a/);
	});

	test('begins where lines of the language begin: on the right in Arabic', () => {
		const bars = (locale: string) =>
			everyElement(draw(locale)).filter(
				({ name, attributes }) => name === 'rect' && attributes['fill'] === '#a5471f'
			);
		const [german] = bars('de');
		const [arabic] = bars('ar');
		expect(german!.attributes['x']).toBe('0');
		const end = Number(arabic!.attributes['x']) + Number(arabic!.attributes['width']);
		expect(end).toBeCloseTo(736, 0);
	});

	test('keeps each text in its own direction: Arabic words on a German picture too', () => {
		const [, text] = everySample.find(([name]) => name === 'text 1')!;
		const answers = ['مقاعد في الظل', 'Bänke'];
		const svg = readXml(resultSvg(pictured(text, answers, 'Was fehlt?'), 'de', () => null));
		const directions = everyElement(svg)
			.filter(({ text: said }) => said !== '' && answers.includes(said))
			.map(({ text: said, attributes }) => [said, attributes['direction']]);
		expect(Object.fromEntries(directions)).toEqual({ 'مقاعد في الظل': 'rtl', Bänke: 'ltr' });
	});

	test('says in the direction of the page where it comes from, whatever the name it begins with', () => {
		const isolated = (part: string) => `\u2068${part}\u2069`;
		const from = ['Palaver', 'Kesselbrink', '13 نوفمبر 2026'].map(isolated).join(' · ');
		const [, text] = everySample.find(([name]) => name === 'text 1')!;
		const result = { ...pictured(text, ['Bänke'], 'Wo?'), source: from };
		const directionIn = (locale: string) =>
			everyElement(readXml(resultSvg(result, locale, () => null))).find(
				({ name, text: said }) => name === 'text' && said.includes('نوفمبر')
			)?.attributes['direction'];
		expect([directionIn('ar'), directionIn('de')]).toEqual(['rtl', 'ltr']);
	});

	test('carries no override of the writing direction and no towers of marks to somebody else’s page', () => {
		const [, text] = everySample.find(([name]) => name === 'text 1')!;
		const answers = ['Z̸̧̛͎͖͇͉͓͓̈́̾̋͊̆̕͝a', 'ab\u202Ecd'];
		const svg = resultSvg(pictured(text, answers, 'x\u202Ey'), 'de', () => null);
		expect(svg).not.toMatch(/[\u202A-\u202E]|\p{M}{5}/u);
	});

	test('leaves out what has no room, and says how much', () => {
		const [, words] = everySample.find(([name]) => name.startsWith('words'))!;
		const answers = Array.from({ length: 30 }, (_, n) => [
			`Wort${'abcdefghijklmnopqrstuvwxyzäöüß'[n]}`
		]);
		const svg = readXml(resultSvg(pictured(words, answers, 'Was?'), 'de', () => null));
		expect(written(svg)).toContain('10 weitere Antworten sind hier nicht gezeigt.');
	});

	test('says how many lie so far out that no column has them', () => {
		const config = { min: 0, max: 1000, step: 1, unit: {} };
		const said = [1, 2, 3, 4, 5, 6, 7, 8, 9, 900, 1000];
		const result = {
			type: 'number',
			config,
			tally: { ballots: 11, counts: Object.fromEntries(said.map((one) => [String(one), 1])) },
			prompt: 'Wie weit?',
			source
		};
		const svg = readXml(resultSvg(result, 'de', () => null));
		expect(written(svg)).toContain('2 weitere Antworten sind hier nicht gezeigt.');
	});

	test('is a picture on the picture where people pointed at one', () => {
		const [, spot] = everySample.find(([name]) => name.startsWith('spot'))!;
		const answers = fc.sample(spot.answer, { numRuns: 6, seed: 1 });
		const data = 'data:image/jpeg;base64,AAAA';
		const svg = readXml(resultSvg(pictured(spot, answers, 'Wo?'), 'de', () => data));
		const images = everyElement(svg).filter(({ name }) => name === 'image');
		expect(images.map(({ attributes }) => attributes['href'])).toEqual([data]);
	});
});

test('as PNG it is twice as fine, and Arabic letters are drawn joined, in our own font', async () => {
	const [, choice] = everySample.find(([name]) => name === 'choice 1')!;
	const svg = resultSvg(pictured(choice, [['a']], 'Was?'), 'ar', () => null);
	const { width, height } = await sharp(await pngOfSvg(svg)).metadata();
	const drawn = readXml(svg).attributes;
	expect([width, height]).toEqual([1600, 2 * Number(drawn['height'])]);

	const inked = async (text: string) => {
		const line = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><rect width="400" height="40" fill="#fff"/><text x="390" y="30" font-size="24" direction="rtl" font-family="'Noto Sans', 'Noto Sans Arabic'">${text}</text></svg>`;
		const { info } = await sharp(await pngOfSvg(line))
			.trim()
			.toBuffer({ resolveWithObject: true });
		return info.width;
	};
	// Joined letters are narrower than the same letters kept apart by a non-joiner.
	expect(await inked('سسسس')).toBeLessThan(await inked('س\u200Cس\u200Cس\u200Cس'));
});

test('as PNG it is drawn beside photos, whose reader takes no SVG from anybody', async () => {
	await expect(decodePicture(new TextEncoder().encode(svgOf('x')), 9)).rejects.toThrow('broken');
	expect((await sharp(await pngOfSvg(svgOf('x'))).metadata()).width).toBe(18);
	await expect(decodePicture(new TextEncoder().encode(svgOf('x')), 9)).rejects.toThrow('broken');
});

test('a drawing that is none is a fault, not an empty file', async () => {
	await expect(pngOfSvg('<svg')).rejects.toThrow();
});

const svgOf = (text: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><desc>${text}</desc></svg>`;

test('lines are as long as they may be: nothing of a text is lost, broken words included', () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(hostile, fc.lorem()), { maxLength: 8 }), (parts) => {
			const text = parts.join(' ');
			const lines = linesOf(text, 300, 16);
			// Isolates are opened and closed anew in each line.
			const letters = (said: string) => said.replace(/[\s\u2066-\u2069]/gu, '');
			expect(letters(lines.join(''))).toBe(letters(text));
			for (const line of lines)
				if ([...new Intl.Segmenter().segment(line)].length > 1)
					expect(widthOf(line, 16)).toBeLessThanOrEqual(300);
		})
	);
});

test('an isolated name that is broken over lines is isolated in each of them', () => {
	const text = `von \u2068Straße der Freundschaft und des Friedens\u2069 und \u2068شارع السلام\u2069 heute`;
	for (const width of [60, 90, 150, 300]) {
		const lines = linesOf(text, width, 16);
		for (const line of lines) {
			let open = 0;
			for (const sign of line) {
				if (/[\u2066-\u2068]/.test(sign)) open += 1;
				if (sign === '\u2069') open -= 1;
				expect(open).toBeGreaterThanOrEqual(0);
			}
			expect(open).toBe(0);
		}
		const words = (said: string) => said.replace(/[\s\u2066-\u2069]/gu, '');
		expect(words(lines.join(''))).toBe(words(text));
	}
	expect(linesOf('a \u2068eins zwei\u2069', 60, 16, 1)[0]).toMatch(
		/^[^\u2068]*(\u2068[^\u2069]*\u2069)?[^\u2069]*$/
	);
});

test('the line for another website has a title and lets no prompt out of its quotes', () => {
	const line = frameLine(
		'https://palaver.example/embed/live/1',
		'Ergebnis: "><script>alert(1)</script>'
	);
	expect(line.match(/</g)).toHaveLength(2);
	expect(line).toContain('title="Ergebnis: &quot;&gt;&lt;script&gt;');
});
