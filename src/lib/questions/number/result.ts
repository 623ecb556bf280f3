import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, formatMean } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { answeredSentence } from '../answered.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../contract.ts';
import { meanOf, quantileOf, type Counted } from '../means.ts';
import { countOf, shareOf } from '../tally.ts';
import { lastOf } from './answer.ts';
import { binsOf, farOut, outsideOf, type Bin } from './bins.ts';
import type { NumberConfig } from './index.ts';
import { formatValue, isOnStep, withUnit, written } from './values.ts';

/** As many different numbers stand in the table one by one. */
const mostSingle = 20;

/** The numbers that were said, in ascending order. */
export const saidNumbers = (config: NumberConfig, tally: Tally): Counted[] =>
	Object.keys(tally.counts)
		.filter((key) => String(Number(key)) === key && isOnStep(config, Number(key)))
		.map((key) => ({ value: Number(key), count: countOf(tally, key) }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => a.value - b.value);

/** Few different numbers one by one; many in the bars of the picture, and those far out on their own behind them. */
export function numberTable(config: NumberConfig, tally: Tally, locale: string): ResultTable {
	const said = saidNumbers(config, tally);
	const single = ({ value, count }: Counted): Bin => ({
		from: value,
		to: value,
		keys: [String(value)],
		count
	});
	const bars = said.length <= mostSingle ? [] : binsOf(said, config, farOut(said));
	const bins = [
		...outsideOf(said, bars).map(single),
		...bars.filter(({ count }) => count > 0)
	].sort((a, b) => a.from - b.from);
	return {
		rows: bins.map((bin) => rowOf(config, tally, bin, locale)),
		ballots: tally.ballots,
		further: 0
	};
}

function rowOf(config: NumberConfig, tally: Tally, bin: Bin, locale: string): ResultRow {
	return {
		key: bin.keys[0]!,
		keys: bin.keys,
		label: binText(config, bin, locale),
		count: bin.count,
		share: shareOf(bin.count, tally.ballots),
		...(holdsRight(config, bin) && { right: true })
	};
}

export const holdsRight = ({ right }: NumberConfig, { from, to }: Bin): boolean =>
	right !== undefined && right >= from && right <= to;

/** "40 to 49 km", or the one number that it is. */
export function binText(config: NumberConfig, { from, to }: Bin, locale: string): string {
	if (from === to) return withUnit(config, from, locale);
	const between = m.questionsmore_number_between(
		{ from: formatValue(from, locale), to: formatValue(to, locale) },
		inLocale(locale)
	);
	return written(config, between, locale);
}

export function numberMeans(config: NumberConfig, tally: Tally, locale: string): ComparedMean[] {
	const label = m.questions_scale_mean_caption({}, inLocale(locale));
	const { min, step } = config;
	const told = meanOf(saidNumbers(config, tally));
	return [{ key: 'mean', label, ...told, from: min, to: lastOf(config), least: min, step }];
}

/** The median before the mean: one joker with a million must not tell what people think. */
export function numberSentence(config: NumberConfig, tally: Tally, locale: string): string {
	const language = inLocale(locale);
	const said = saidNumbers(config, tally);
	const parts = [answeredSentence(tally.ballots, locale)];
	const mean = meanOf(said).mean;
	const median = quantileOf(said, 0.5);
	if (said.length === 1)
		parts.push(
			m.questionsmore_number_said({ value: withUnit(config, said[0]!.value, locale) }, language)
		);
	else if (mean !== null && median !== null) {
		const shown = (value: number) => written(config, formatMean(value, locale), locale);
		parts.push(m.questionsmore_number_median({ median: shown(median) }, language));
		parts.push(m.questionsmore_number_mean({ mean: shown(mean) }, language));
	}
	if (config.right !== undefined && said.length > 0)
		parts.push(
			m.questionsmore_number_right(
				{
					value: withUnit(config, config.right, locale),
					votes: formatCount(countOf(tally, String(config.right)), locale),
					people: formatCount(tally.ballots, locale)
				},
				language
			)
		);
	return parts.join(' ');
}
