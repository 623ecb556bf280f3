import { numberField, textsField } from '../form-fields.ts';
import { linesFromForm, linesToForm } from '../option-lines.ts';
import type { ChoiceConfig } from './index.ts';
import { rightFromForm, rightToForm } from './right.ts';

/** Lines that may have a sign; of more nobody finds one sooner by it. */
export const mostSigns = 20;

export function choiceToForm(
	config: ChoiceConfig,
	locales: readonly string[]
): Record<string, string> {
	return {
		...linesToForm('options', config.options, locales),
		...Object.fromEntries(
			config.options.flatMap(({ sign }, n) => (sign ? [[`sign.${n + 1}`, sign]] : []))
		),
		min: String(config.min),
		max: String(config.max),
		...(config.noneOfThese ? { noneOfThese: 'on' } : {}),
		right: rightToForm(config)
	};
}

/** The config as typed, before its schema. No maximum means: all options. */
export function choiceFromForm(form: FormData, locales: readonly string[]): unknown {
	const options = linesFromForm(form, 'options', locales).map((option, n) => {
		const [sign] = textsField(form, `sign.${n + 1}`);
		return sign ? { ...option, sign } : option;
	});
	const right = rightFromForm(form, options);
	return {
		options,
		min: numberField(form, 'min') ?? 1,
		max: numberField(form, 'max') ?? Math.max(1, options.length),
		noneOfThese: form.has('noneOfThese'),
		...(right.length > 0 && { right })
	};
}
