import { Refusal } from '../../platform/errors.ts';
import { locales } from '../../platform/i18n/paraglide/runtime.js';
import { fromLocal, localDay, toLocal } from './local-time.ts';
import { limits, sessionInput, type SessionInput } from './schema.ts';

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type SessionValues = Readonly<{
	title: Readonly<Record<string, string>>;
	placeId: string;
	/** The language that every text has. */
	main: string;
	locales: readonly string[];
	startsAt: string;
	endsAt: string;
	organisationField: string;
	mayChangeVote: boolean;
	measures: readonly string[];
	retainUntil: string;
	/** Empty: nobody is named. */
	organisationId: string;
}>;

export const valuesOf = (input: SessionInput): SessionValues => ({
	...input,
	main: input.locales[0]!,
	startsAt: toLocal(input.startsAt),
	endsAt: toLocal(input.endsAt),
	organisationId: input.organisationId ?? ''
});

export function typedSession(form: FormData): SessionValues {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	return {
		title: Object.fromEntries(locales.map((locale) => [locale, text(`title.${locale}`)])),
		placeId: text('placeId'),
		main: text('main'),
		locales: form.getAll('locales').map(String),
		startsAt: text('startsAt'),
		endsAt: text('endsAt'),
		organisationField: text('organisationField'),
		mayChangeVote: form.has('mayChangeVote'),
		measures: form.getAll('measures').map(String),
		retainUntil: text('retainUntil'),
		organisationId: text('organisationId')
	};
}

/**
 * Checks what was typed. The main language counts as chosen; texts of languages that are not chosen are left out.
 * @throws Refusal input_invalid with the reason at each field
 */
export function checkedSession(typed: SessionValues, now: Date): SessionInput {
	const chosen = [typed.main, ...typed.locales.filter((locale) => locale !== typed.main)];
	const title = Object.entries(typed.title).filter(
		([locale, text]) => chosen.includes(locale) && text !== ''
	);
	const read = sessionInput.safeParse({
		...typed,
		title: Object.fromEntries(title),
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

/** At least until tomorrow, at most for some years: nothing is kept for ever. */
function retentionProblem(day: string, now: Date): string | null {
	const today = localDay(now);
	const last = `${Number(today.slice(0, 4)) + limits.retentionYears}${today.slice(4)}`;
	if (day <= today) return 'retention_too_short';
	return day > last ? 'retention_too_long' : null;
}

/** The day that the form proposes. */
export const retainUntilAfter = (now: Date, days: number): string =>
	localDay(new Date(now.getTime() + days * 86_400_000));
