import { meanOf, quantileOf, type Counted } from '../means.ts';
import { hundredths, type Steps } from './values.ts';

/** Numbers from one to another (both can be said), and how many people said one of them. */
export type Bin = Readonly<{ from: number; to: number; keys: readonly string[]; count: number }>;

/** More bars than this are a comb. */
const mostBins = 12;

/**
 * What was said in bars of equal width, the empty ones between them too. Widths are 1, 2 or 5 times a power of ten. Bars
 * begin at multiples of them where those can be answered, so that people read "40 to 49" and not "37 to 46"; else they
 * are counted from the smallest number, so that a bar's ends are answers and it holds all between them.
 * @param said in ascending order
 * @param isFar for what no bar is drawn; what lies in another one's is counted there all the same
 */
export function binsOf(
	said: readonly Counted[],
	{ min, max, step }: Steps,
	isFar: (value: number) => boolean = () => false
): Bin[] {
	const near = said.filter(({ value }) => !isFar(value));
	const [first, last] = [near[0], near.at(-1)];
	if (!first || !last) return [];
	const [lowest, highest, by] = [hundredths(min), hundredths(max), hundredths(step)];
	const width = widthFor(hundredths(last.value) - hundredths(first.value), by);
	const origin = lowest % by === 0 ? 0 : lowest;
	const begin = (value: number) =>
		Math.floor((hundredths(value) - origin) / width) * width + origin;
	const top = lowest + Math.floor((highest - lowest) / by) * by;
	const bins: Bin[] = [];
	for (let from = begin(first.value); from <= begin(last.value); from += width) {
		const inside = said.filter(({ value }) => begin(value) === from);
		bins.push({
			from: Math.max(from, lowest) / 100,
			to: Math.min(from + width - by, top) / 100,
			keys: inside.map(({ value }) => String(value)),
			count: meanOf(inside).given
		});
	}
	return bins;
}

/** What was said and lies in none of the bars. */
export const outsideOf = (said: readonly Counted[], bins: readonly Bin[]): Counted[] =>
	said.filter(({ value }) => !bins.some(({ from, to }) => value >= from && value <= to));

/** In hundredths; at least a step, and else round. */
function widthFor(span: number, step: number): number {
	if (span / step < mostBins) return step;
	for (let power = 1; ; power *= 10)
		for (const times of [1, 2, 5]) {
			const width = power * times;
			// A bar begins before the first number and ends after the last: one more may be needed.
			if (width % step === 0 && span / width < mostBins - 1) return width;
			if (width > 10 * span) return Math.ceil(span / (mostBins - 2) / step) * step;
		}
}

/**
 * What lies so far from the rest that the picture would show nothing else: more than three times the middle half's width
 * away from it ("far out": Tukey, Exploratory Data Analysis, 1977). Of fewer than eight people nobody is far out.
 */
export function farOut(said: readonly Counted[]): (value: number) => boolean {
	const [low, high] = [quantileOf(said, 0.25), quantileOf(said, 0.75)];
	if (low === null || high === null || high === low || meanOf(said).given < 8) return () => false;
	const fence = 3 * (high - low);
	return (value) => value < low - fence || value > high + fence;
}
