import {
	activityValuesOf,
	checkedActivity,
	chosenLanguages,
	typedActivity,
	typedText,
	typedTranslation,
	writtenIn,
	type ActivityValues
} from '../../../core/activities/activity-form.ts';
import { firstFreeSlug, slugOf } from '../../../core/activities/slug.ts';
import { seriesInput, seriesLimits, type SeriesInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;
export type ThemeValues = Readonly<{
	/** Empty: a new one. */
	key: string;
	name: Texts;
}>;

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type SeriesValues = Omit<ActivityValues, 'startsAt' | 'endsAt'> &
	Readonly<{
		slug: string;
		intro: Texts;
		kind: string;
		firstDay: string;
		lastDay: string;
		coverageKind: string;
		coverageLeast: string;
		openToHosts: boolean;
		hostsUntil: string;
		themes: readonly ThemeValues[];
	}>;

export const seriesValuesOf = (input: SeriesInput): SeriesValues => ({
	...activityValuesOf(input),
	slug: input.slug,
	intro: input.intro,
	kind: input.kind,
	firstDay: input.firstDay,
	lastDay: input.lastDay ?? '',
	coverageKind: input.coverageKind ?? '',
	coverageLeast: String(input.coverageLeast ?? ''),
	openToHosts: input.openToHosts,
	hostsUntil: input.hostsUntil ?? '',
	themes: input.themes
});

export function typedSeries(form: FormData): SeriesValues {
	const text = (name: string) => typedText(form, name);
	return {
		...typedActivity(form),
		slug: text('slug'),
		intro: typedTranslation(form, 'intro'),
		kind: text('kind'),
		firstDay: text('firstDay'),
		lastDay: text('lastDay'),
		coverageKind: text('coverageKind'),
		coverageLeast: text('coverageLeast'),
		openToHosts: form.has('openToHosts'),
		hostsUntil: text('hostsUntil'),
		themes: typedThemes(form)
	};
}

/** Rows of which the form always sends the key, also an empty one. */
const typedThemes = (form: FormData): ThemeValues[] =>
	Array.from({ length: seriesLimits.themes }, (_, index) => `themes.${index}`)
		.filter((row) => form.has(`${row}.key`))
		.map((row) => ({
			key: typedText(form, `${row}.key`),
			name: typedTranslation(form, `${row}.name`)
		}));

/** An empty row to write a further theme in; one that is left empty is none. */
export const withEmptyTheme = (themes: readonly ThemeValues[]): readonly ThemeValues[] =>
	themes.length < seriesLimits.themes ? [...themes, { key: '', name: {} }] : themes;

/** @throws Refusal input_invalid with the reason at each field */
export function checkedSeries(typed: SeriesValues, now: Date): SeriesInput {
	const languages = chosenLanguages({ ...typed, startsAt: '', endsAt: '' });
	const written = (texts: Texts) => writtenIn(languages, texts);
	const given = {
		...typed,
		// The window that all activities have.
		startsAt: typed.firstDay && `${typed.firstDay}T00:00`,
		endsAt: typed.lastDay && `${typed.lastDay}T23:59`,
		intro: written(typed.intro),
		lastDay: typed.lastDay || null,
		coverageKind: typed.coverageKind || null,
		coverageLeast: typed.coverageLeast === '' ? null : Number(typed.coverageLeast),
		hostsUntil: typed.hostsUntil || null,
		themes: keyedThemes(typed.themes, written)
	};
	return checkedActivity(seriesInput, given as unknown as ActivityValues, now);
}

/** A theme keeps its key for ever; a new one gets one from its name. */
function keyedThemes(
	themes: readonly ThemeValues[],
	written: (texts: Texts) => Texts
): { key: string; name: Texts }[] {
	const named = themes
		.map(({ key, name }) => ({ key, name: written(name) }))
		.filter(({ name }) => Object.keys(name).length > 0);
	const taken = new Set(named.map(({ key }) => key).filter(Boolean));
	return named.map(({ key, name }) => {
		if (key) return { key, name };
		const wanted = slugOf(Object.values(name)[0]!, 'thema').slice(0, longestKey);
		const fresh = firstFreeSlug(wanted.replace(/-+$/, ''), taken);
		taken.add(fresh);
		return { key: fresh, name };
	});
}

/** Room for a number behind it. */
const longestKey = seriesLimits.themeKey - 4;
