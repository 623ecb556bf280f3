import { cleanLine } from '../../../../platform/clean-text.ts';
import { inLocale } from '../../../../platform/i18n/in-locale.ts';
import { formatCount } from '../../../../platform/i18n/numbers.ts';
import { m } from '../../../../platform/i18n/paraglide/messages.js';
import type { Chart } from '../../../../questions/chart.ts';
import type { Tally } from '../../../../questions/contract.ts';
import { questionType } from '../../../../questions/registry.ts';
import { canvasOf, ink, line, type Canvas } from './canvas.ts';
import { drawChart } from './draw-chart.ts';
import type { PictureData } from './fields.ts';
import type { Drawn } from './svg.ts';
import { roomWithin, sizedSvg, svgFile, type SvgFile } from './svg-file.ts';
import { linesOf } from './wrap.ts';

const head = { size: 24, leading: 32, most: 4 } as const;
const body = { size: 17, leading: 25, most: 8 } as const;
const foot = { size: 13, leading: 19, most: 3 } as const;

/** A result as somebody else's page or report shows it. */
export type PicturedResult = Readonly<{
	type: string;
	config: unknown;
	tally: Tally;
	/** In the reader's language, as the source. */
	prompt: string;
	/** Where it comes from: below the picture wherever it goes. */
	source: string;
}>;

/**
 * The result as an SVG that needs nothing but itself: colours and words in it, fonts by their names, title and
 * description for screen readers, on white. Well-formed XML whatever people wrote.
 */
export function resultSvg(result: PicturedResult, locale: string, pictureOf: PictureData): string {
	const canvas = canvasOf(roomWithin, locale);
	const type = questionType(result.type);
	const sentence = type.sentence(result.config, result.tally, locale);
	const chart = type.chart(result.config, result.tally, locale);
	const parts = [
		paragraph(canvas, cleanLine(result.prompt), { ...head, bold: true, fill: ink.brand }),
		paragraph(canvas, sentence, body),
		...(chart ? chartParts(canvas, chart, result, pictureOf) : furtherParts(canvas, result, 0)),
		paragraph(canvas, result.source, { ...foot, fill: ink.soft })
	];
	return svgFile(parts, { title: result.prompt, description: sentence, locale });
}

/**
 * The chart alone, for paper that says prompt, sentence and source itself; null: one number is no picture, and what
 * people wrote is a list of words, which a table is too.
 */
export function chartSvg(
	result: Omit<PicturedResult, 'source'>,
	locale: string,
	pictureOf: PictureData
): SvgFile | null {
	const canvas = canvasOf(roomWithin, locale);
	const type = questionType(result.type);
	const chart = type.chart(result.config, result.tally, locale);
	if (!chart || chart.kind === 'texts') return null;
	const description = type.sentence(result.config, result.tally, locale);
	const parts = chartParts(canvas, chart, result, pictureOf);
	return sizedSvg(parts, { title: result.prompt, description, locale });
}

type Counted = Pick<PicturedResult, 'type' | 'config' | 'tally'>;

function chartParts(
	canvas: Canvas,
	chart: Chart,
	result: Counted,
	pictureOf: PictureData
): Drawn[] {
	const { drawn, unseen } = drawChart(canvas, chart, pictureOf);
	return [drawn, ...furtherParts(canvas, result, unseen)];
}

/** What neither chart nor table has room for. */
function furtherParts(canvas: Canvas, { type, config, tally }: Counted, unseen: number): Drawn[] {
	const further = unseen + questionType(type).table(config, tally, canvas.locale).further;
	return further > 0 ? [paragraph(canvas, furtherText(further, canvas.locale), foot)] : [];
}

const furtherText = (n: number, locale: string) =>
	m.questions_further_rows({ n, shown: formatCount(n, locale) }, inLocale(locale));

type Look = Readonly<{
	size: number;
	leading: number;
	most: number;
	bold?: boolean;
	fill?: string;
}>;

function paragraph(canvas: Canvas, text: string, { leading, most, ...look }: Look): Drawn {
	const room = look.bold ? canvas.width / 1.06 : canvas.width;
	const lines = linesOf(text, room, look.size, most);
	return {
		marks: lines
			.map((one, n) => line(canvas, one, { x: 0, y: (n + 0.75) * leading, ...look }))
			.join(''),
		height: lines.length * leading
	};
}
