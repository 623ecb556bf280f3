import { numberField, translatedField } from '../form-fields.ts';
import type { ScaleConfig } from './index.ts';

export function scaleToForm(
	config: ScaleConfig,
	locales: readonly string[]
): Record<string, string> {
	const ends = locales.flatMap((locale) => [
		[`low.${locale}`, config.low[locale] ?? ''],
		[`high.${locale}`, config.high[locale] ?? '']
	]);
	return {
		from: String(config.from),
		to: String(config.to),
		...Object.fromEntries(ends),
		...(config.dontKnow ? { dontKnow: 'on' } : {})
	};
}

/** The config as typed, before its schema. */
export function scaleFromForm(form: FormData, locales: readonly string[]): unknown {
	return {
		from: numberField(form, 'from') ?? NaN,
		to: numberField(form, 'to') ?? NaN,
		low: translatedField(form, 'low', locales),
		high: translatedField(form, 'high', locales),
		dontKnow: form.has('dontKnow')
	};
}
