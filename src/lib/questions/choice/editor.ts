import { numberField } from '../form-fields.ts';
import { linesFromForm, linesToForm } from '../option-lines.ts';
import type { ChoiceConfig } from './index.ts';
import { rightFromForm, rightToForm } from './right.ts';

export function choiceToForm(
	config: ChoiceConfig,
	locales: readonly string[]
): Record<string, string> {
	return {
		...linesToForm('options', config.options, locales),
		min: String(config.min),
		max: String(config.max),
		...(config.noneOfThese ? { noneOfThese: 'on' } : {}),
		right: rightToForm(config)
	};
}

/** The config as typed, before its schema. No maximum means: all options. */
export function choiceFromForm(form: FormData, locales: readonly string[]): unknown {
	const options = linesFromForm(form, 'options', locales);
	const right = rightFromForm(form, options);
	return {
		options,
		min: numberField(form, 'min') ?? 1,
		max: numberField(form, 'max') ?? Math.max(1, options.length),
		noneOfThese: form.has('noneOfThese'),
		...(right.length > 0 && { right })
	};
}
