import { readDecimal } from '../../platform/decimal.ts';
import { textsField, translatedField } from '../form-fields.ts';
import type { NumberConfig } from './index.ts';

export function numberToForm(
	config: NumberConfig,
	locales: readonly string[]
): Record<string, string> {
	const units = locales.map((locale) => [`unit.${locale}`, config.unit[locale] ?? '']);
	return {
		min: String(config.min),
		// A new question has no limits yet.
		max: config.max > config.min ? String(config.max) : '',
		step: String(config.step),
		...Object.fromEntries(units),
		right: config.right === undefined ? '' : String(config.right)
	};
}

/** The config as typed, before its schema. */
export function numberFromForm(form: FormData, locales: readonly string[]): unknown {
	const units = Object.entries(translatedField(form, 'unit', locales));
	const right = typedNumber(form, 'right');
	return {
		min: typedNumber(form, 'min') ?? NaN,
		max: typedNumber(form, 'max') ?? NaN,
		step: typedNumber(form, 'step') ?? 1,
		unit: Object.fromEntries(units.filter(([, text]) => text !== '')),
		...(right !== null && { right })
	};
}

/** Null when empty; NaN, which the schema refuses, when it is no number. Limits are mostly whole: "1.000" is a thousand. */
function typedNumber(form: FormData, name: string): number | null {
	const typed = (textsField(form, name)[0] ?? '').trim();
	if (typed === '') return null;
	const read = readDecimal(typed, { whole: true });
	return 'value' in read ? read.value : NaN;
}
