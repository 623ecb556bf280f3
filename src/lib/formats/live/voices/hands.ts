import { z } from 'zod';
import { withLatinDigits } from '../../../platform/clean-text.ts';
import type { PaperBox } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';

/** More hands than this are not counted by eye. */
export const mostHands = 5000;

/** Something for which hands can be raised. */
export type HandsRow = Readonly<{ key: string; label: string; answer: unknown }>;

/**
 * What hands can be raised for: each person gives one cross, so each raises one hand. Null: a question with several
 * answers per person, or with words, is not counted by hands.
 */
export function handsRows(type: string, config: unknown, locale: string): HandsRow[] | null {
	const asked = questionType(type);
	const form = asked.paper?.(config, locale);
	const row = ({ label, answer }: PaperBox): HandsRow => {
		const [key] = asked.tallyKeys(config, answer);
		return { key: key!, label, answer };
	};
	if (form?.kind === 'boxes' && form.most === 1) return form.boxes.map(row);
	if (form?.kind !== 'row') return null;
	return [...form.values, ...form.beside].map(row);
}

const number = z
	.string()
	.trim()
	.transform(withLatinDigits)
	.pipe(z.string().regex(/^\d{0,5}$/, 'number_invalid'))
	.transform((typed) => (typed === '' ? null : Number(typed)));

/** Hands per key as typed (an empty field is none), and how many people are there (empty: nobody has counted). */
export const handsInput = z
	.object({
		counts: z.record(z.string().max(501), number),
		present: number,
		/** The count that was seen; 0: none yet. */
		seen: z.coerce.number().int().min(0)
	})
	.superRefine(({ counts, present }, context) => {
		const hands = handsIn(counts);
		const refuse = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (hands > mostHands) refuse('counts', 'hands_too_many');
		else if (present !== null && hands > present) refuse('present', 'hands_above_present');
	});
export type HandsInput = z.input<typeof handsInput>;

export const handsIn = (counts: Readonly<Record<string, number | null>>): number =>
	Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
