import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../contract.ts';
import { listed } from '../leading.ts';
import { meanOf } from '../means.ts';
import { countOf, rowFor } from '../tally.ts';
import { axes, type Axis } from './axes.ts';
import type { GridConfig } from './index.ts';

/** Key of those who gave an item this number on an axis. */
export const placeKey = (id: string, axis: Axis, step: number): string => `${id}:${axis}:${step}`;

/** One row per item: how many judged it, and both means of those who did. */
export function gridTable(config: GridConfig, tally: Tally, locale: string): ResultTable {
	const rows = config.items.map(({ id, label }): ResultRow => ({
		...rowFor(tally, id, textFor(label, locale)),
		figures: Object.fromEntries(axes.map((axis) => [axis, axisMean(config, tally, id, axis)]))
	}));
	return {
		rows,
		figures: axes.map((axis) => ({
			key: axis,
			kind: 'mean',
			label: m.questionsmore_grid2x2_column_mean(
				{ axis: textFor(config[axis], locale) },
				inLocale(locale)
			)
		})),
		ballots: tally.ballots,
		further: 0
	};
}

const axisMean = (config: GridConfig, tally: Tally, id: string, axis: Axis): number | null =>
	axisSteps(config, tally, id, axis).mean;

const axisSteps = ({ steps }: GridConfig, tally: Tally, id: string, axis: Axis) =>
	meanOf(
		Array.from({ length: steps }, (_, n) => ({
			value: n + 1,
			count: countOf(tally, placeKey(id, axis, n + 1))
		}))
	);

/** Each item by each measure. */
export const gridMeans = (config: GridConfig, tally: Tally, locale: string): ComparedMean[] =>
	config.items.flatMap(({ id, label }) =>
		axes.map((axis) => ({
			key: `${id}:${axis}`,
			label: `${textFor(label, locale)} · ${textFor(config[axis], locale)}`,
			...axisSteps(config, tally, id, axis),
			from: 0,
			to: config.steps,
			least: 1,
			step: 1
		}))
	);

/** Halfway between 1 and the largest number: where the picture's lines cross. */
export const middleOf = ({ steps }: Pick<GridConfig, 'steps'>): number => (1 + steps) / 2;

/** What people came for: which items are above the middle in both. */
export function gridSentence(config: GridConfig, tally: Tally, locale: string): string {
	const answered = answeredSentence(tally.ballots, locale);
	const { rows } = gridTable(config, tally, locale);
	if (rows.every(({ figures }) => figures!['x'] == null)) return answered;
	const middle = middleOf(config);
	const both = rows.filter(({ figures }) => axes.every((axis) => (figures![axis] ?? 0) > middle));
	const told =
		both.length > 0
			? m.questionsmore_grid2x2_both({ labels: listed(both, locale) }, inLocale(locale))
			: m.questionsmore_grid2x2_none({}, inLocale(locale));
	return `${answered} ${told}`;
}
