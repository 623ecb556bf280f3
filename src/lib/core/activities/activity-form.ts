import type { z } from 'zod';
import { storable } from '../../platform/clean-text.ts';
import { Refusal } from '../../platform/errors.ts';
import { locales } from '../../platform/i18n/paraglide/runtime.js';
import { fromLocal, localDay, toLocal } from '../../platform/local-time.ts';
import { activityLimits, type ActivityInput } from './schema.ts';

/** The common fields of a settings form as they were typed, so that nothing is lost after a refusal. */
export type ActivityValues = Readonly<{
	title: Readonly<Record<string, string>>;
	placeId: string;
	/** The language that every text has. */
	main: string;
	locales: readonly string[];
	startsAt: string;
	endsAt: string;
	measures: readonly string[];
	retainUntil: string;
	/** Empty: nobody is named. */
	organisationId: string;
}>;

export const activityValuesOf = (input: ActivityInput): ActivityValues => ({
	title: input.title,
	placeId: input.placeId,
	main: input.locales[0]!,
	locales: input.locales,
	startsAt: toLocal(input.startsAt),
	endsAt: toLocal(input.endsAt),
	measures: input.measures,
	retainUntil: input.retainUntil,
	organisationId: input.organisationId ?? ''
});

export function typedActivity(form: FormData): ActivityValues {
	return {
		title: typedTranslation(form, 'title'),
		placeId: typedText(form, 'placeId'),
		main: typedText(form, 'main'),
		locales: typedTexts(form, 'locales'),
		startsAt: typedText(form, 'startsAt'),
		endsAt: typedText(form, 'endsAt'),
		measures: typedTexts(form, 'measures'),
		retainUntil: typedText(form, 'retainUntil'),
		organisationId: typedText(form, 'organisationId')
	};
}

/** All values of a field that stands in the form several times. */
export const typedTexts = (form: FormData, name: string): string[] =>
	form.getAll(name).map((value) => storable(String(value)));

export const typedText = (form: FormData, name: string): string =>
	storable(String(form.get(name) ?? '')).trim();

/** A text that is asked for in every language, in fields named `<name>.<language>`. */
export const typedTranslation = (form: FormData, name: string): Record<string, string> =>
	Object.fromEntries(locales.map((locale) => [locale, typedText(form, `${name}.${locale}`)]));

/**
 * Checks what was typed against the format's schema. The main language counts as chosen.
 * @throws Refusal input_invalid with the reason at each field
 */
export function checkedActivity<Schema extends z.ZodType>(
	schema: Schema,
	typed: ActivityValues,
	now: Date
): z.infer<Schema> {
	const chosen = chosenLanguages(typed);
	const read = schema.safeParse({
		...typed,
		title: writtenIn(chosen, typed.title),
		locales: chosen,
		startsAt: fromLocal(typed.startsAt),
		endsAt: fromLocal(typed.endsAt),
		organisationId: typed.organisationId || null
	});
	const fields = Object.fromEntries(
		(read.error?.issues ?? []).map(({ path, message }) => [path.map(String).join('.'), message])
	);
	const retention = retentionProblem(typed.retainUntil, now);
	if (retention) fields['retainUntil'] ??= retention;
	if (Object.keys(fields).length > 0 || !read.success) {
		throw new Refusal('invalid', 'input_invalid', fields);
	}
	return read.data;
}

/** The main language first, then the others that were ticked. */
export const chosenLanguages = ({ main, locales: ticked }: ActivityValues): string[] => [
	main,
	...ticked.filter((locale) => locale !== main)
];

/** What was written in these languages; empty texts and other languages are left out. */
export const writtenIn = (
	languages: readonly string[],
	texts: Readonly<Record<string, string>>
): Record<string, string> =>
	Object.fromEntries(
		Object.entries(texts).filter(([locale, text]) => languages.includes(locale) && text !== '')
	);

/** At least until tomorrow, at most for some years: nothing is kept for ever. */
function retentionProblem(day: string, now: Date): string | null {
	const today = localDay(now);
	const last = `${Number(today.slice(0, 4)) + activityLimits.retentionYears}${today.slice(4)}`;
	if (day <= today) return 'retention_too_short';
	return day > last ? 'retention_too_long' : null;
}

/** The day that the form proposes. */
export const retainUntilAfter = (now: Date, days: number): string =>
	localDay(new Date(now.getTime() + days * 86_400_000));
