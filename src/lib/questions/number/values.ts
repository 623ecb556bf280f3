import { isolated } from '../../platform/i18n/numbers.ts';
import { textFor } from '../../platform/i18n/translated.ts';
import type { NumberConfig } from './index.ts';

/** Each possible number is a key of the tally: with a thousand steps a snapshot still has them all. */
export const mostSteps = 1000;

export type Steps = Pick<NumberConfig, 'min' | 'max' | 'step'>;

/** Hundredths, which are whole: 0.1 + 0.2 must not decide what can be answered. */
export const hundredths = (value: number): number => Math.round(value * 100);

export const stepsBetween = ({ min, max, step }: Steps): number =>
	Math.floor((hundredths(max) - hundredths(min)) / hundredths(step));

export const isOnStep = ({ min, max, step }: Steps, value: number): boolean =>
	value >= min &&
	value <= max &&
	Number(value.toFixed(2)) === value &&
	(hundredths(value) - hundredths(min)) % hundredths(step) === 0;

/** Only whole numbers can be answered. */
export const isWhole = ({ min, step }: Steps): boolean =>
	Number.isInteger(min) && Number.isInteger(step);

export const formatValue = (value: number, locale: string): string =>
	new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);

/** "12.5 km" from a number that is written out already. */
export function written(
	{ unit }: Pick<NumberConfig, 'unit'>,
	shown: string,
	locale: string
): string {
	const name = textFor(unit, locale);
	return name === '' ? isolated(shown) : isolated(`${shown}\u00A0${name}`);
}

export const withUnit = (config: NumberConfig, value: number, locale: string): string =>
	written(config, formatValue(value, locale), locale);
