import { numberField, textsField, translatedField } from '../form-fields.ts';
import { noMaterial, type Material } from '../material.ts';
import type { PicturechoiceConfig } from './index.ts';

/** A name per picture and language, in fields `label.<picture>.<language>`: a picture with a name is an option. */
export function picturechoiceToForm(
	{ options, min, max, noneOfThese }: PicturechoiceConfig,
	locales: readonly string[]
): Record<string, string> {
	return {
		...Object.fromEntries(
			options.flatMap(({ id, label }) =>
				locales.map((locale) => [`label.${id}.${locale}`, label[locale] ?? ''])
			)
		),
		min: String(min),
		max: String(max),
		...(noneOfThese ? { noneOfThese: 'on' } : {})
	};
}

/** The config as typed, before its schema; options stand in the order of the activity's pictures. */
export function picturechoiceFromForm(
	form: FormData,
	locales: readonly string[],
	{ pictures }: Material = noMaterial
): unknown {
	const isNamed = (id: string) =>
		locales.some((locale) => textsField(form, `label.${id}.${locale}`)[0]?.trim());
	const options = pictures
		.filter(({ id }) => isNamed(id))
		.map((picture) => ({
			id: picture.id,
			label: translatedField(form, `label.${picture.id}`, locales),
			picture
		}));
	return {
		options,
		min: numberField(form, 'min') ?? 1,
		max: numberField(form, 'max') ?? Math.max(1, options.length),
		noneOfThese: form.has('noneOfThese')
	};
}
