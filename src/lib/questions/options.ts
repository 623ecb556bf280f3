import { z } from 'zod';
import { translatedSchema } from '../platform/i18n/translated.ts';

/** Reserved option id: the person saw all options and wants none of them. */
export const noneId = 'none';

/** More options than this nobody reads. */
export const mostOptions = 100;

/** What every option of a list has: an id that ballots refer to, and what people read. */
export const optionFields = {
	id: z
		.string()
		.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'option_id_invalid')
		.refine((id) => id !== noneId, 'option_id_reserved'),
	label: translatedSchema(200).refine((label) => Object.keys(label).length > 0, 'text_missing')
};

/** Positions of options whose id stands further up already. */
export function repeatedIds(options: readonly Readonly<{ id: string }>[]): number[] {
	const first = new Map<string, number>();
	options.forEach(({ id }, index) => first.has(id) || first.set(id, index));
	return options.flatMap(({ id }, index) => (first.get(id) === index ? [] : [index]));
}
