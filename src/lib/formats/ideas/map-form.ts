import {
	activityValuesOf,
	checkedActivity,
	chosenLanguages,
	typedActivity,
	typedText,
	typedTranslation,
	writtenIn,
	type ActivityValues
} from '../../core/activities/activity-form.ts';
import { fromLocal, toLocal } from '../../platform/local-time.ts';
import { categoryColours, categoryIcons } from './categories.ts';
import { ideaStatuses } from './rules.ts';
import { ideaMapInput, type IdeaMapInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;
export type CategoryValues = Readonly<{
	/** Empty: a new one. */
	id: string;
	name: Texts;
	icon: string;
	colour: string;
	archived: boolean;
}>;
export type PhaseValues = Readonly<{ kind: string; startsAt: string; endsAt: string }>;

/** Steps of the status path that a map may call by names of its own. */
export const namedStatuses = ideaStatuses.filter((status) => status !== 'new');

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type MapValues = ActivityValues &
	Readonly<{
		slug: string;
		intro: Texts;
		layout: string;
		moderation: string;
		takesPhotos: boolean;
		answerWithin: string;
		choicesEach: string;
		statusNames: Readonly<Record<string, Texts>>;
		phases: readonly PhaseValues[];
		categories: readonly CategoryValues[];
	}>;

export const mapValuesOf = (input: IdeaMapInput): MapValues => ({
	...activityValuesOf(input),
	slug: input.slug,
	intro: input.intro,
	layout: input.layout,
	moderation: input.moderation,
	takesPhotos: input.takesPhotos,
	answerWithin: String(input.answerWithin),
	choicesEach: String(input.choicesEach),
	statusNames: input.statusNames as Record<string, Texts>,
	phases: input.phases.map(({ kind, startsAt, endsAt }) => ({
		kind,
		startsAt: toLocal(startsAt),
		endsAt: toLocal(endsAt)
	})),
	categories: input.categories.map(({ id, archived, ...category }) => ({
		...category,
		id: id ?? '',
		archived: archived ?? false
	}))
});

export function typedMap(form: FormData): MapValues {
	return {
		...typedActivity(form),
		slug: typedText(form, 'slug'),
		intro: typedTranslation(form, 'intro'),
		layout: typedText(form, 'layout'),
		moderation: typedText(form, 'moderation'),
		takesPhotos: form.has('takesPhotos'),
		answerWithin: typedText(form, 'answerWithin'),
		choicesEach: typedText(form, 'choicesEach'),
		statusNames: Object.fromEntries(
			namedStatuses.map((status) => [status, typedTranslation(form, `statusNames.${status}`)])
		),
		phases: rows(form, 'phases', 'kind').map((row) => ({
			kind: typedText(form, `${row}.kind`),
			startsAt: typedText(form, `${row}.startsAt`),
			endsAt: typedText(form, `${row}.endsAt`)
		})),
		categories: rows(form, 'categories', 'icon').map((row) => ({
			id: typedText(form, `${row}.id`),
			name: typedTranslation(form, `${row}.name`),
			icon: typedText(form, `${row}.icon`),
			colour: typedText(form, `${row}.colour`),
			archived: form.has(`${row}.archived`)
		}))
	};
}

/** Nobody needs more rows; a form that claims more is not ours. */
const mostRows = 50;

/** Prefixes of the rows `phases.0`, `phases.1`, …; each has a field that is always sent. */
function rows(form: FormData, list: string, always: string): string[] {
	const all = Array.from({ length: mostRows }, (_, index) => `${list}.${index}`);
	return all.filter((row) => form.has(`${row}.${always}`));
}

/** @throws Refusal input_invalid with the reason at each field */
export function checkedMap(typed: MapValues, now: Date): IdeaMapInput {
	const written = (texts: Texts) => writtenIn(chosenLanguages(typed), texts);
	const named = Object.entries(typed.statusNames)
		.map(([status, texts]) => [status, written(texts)] as const)
		.filter(([, texts]) => Object.keys(texts).length > 0);
	return checkedActivity(
		ideaMapInput,
		{
			...typed,
			intro: written(typed.intro),
			answerWithin: Number(typed.answerWithin || Number.NaN),
			choicesEach: Number(typed.choicesEach || Number.NaN),
			statusNames: Object.fromEntries(named),
			phases: typed.phases.map(({ kind, startsAt, endsAt }) => ({
				kind,
				startsAt: fromLocal(startsAt),
				endsAt: fromLocal(endsAt)
			})),
			categories: typed.categories.map(({ id, name, ...category }) => ({
				...category,
				...(id && { id }),
				name: written(name)
			}))
		} as ActivityValues,
		now
	);
}

/**
 * What a button that changes the number or order of rows makes of what was typed: `categories.add`,
 * `categories.up.2`, `phases.down.0`, `phases.remove.1`. Anything else changes nothing.
 */
export function reshaped(typed: MapValues, step: string): MapValues {
	const [list, change, at] = step.split('.');
	const position = Number(at);
	if (list === 'categories') {
		return { ...typed, categories: changed(typed.categories, change, position, newCategory) };
	}
	if (list === 'phases') {
		return { ...typed, phases: changed(typed.phases, change, position, newPhase) };
	}
	return typed;
}

/** Each new category differs from the last in icon and colour. */
const newCategory = (count: number): CategoryValues => ({
	id: '',
	name: {},
	icon: categoryIcons[count % categoryIcons.length]!,
	colour: categoryColours[count % categoryColours.length]!,
	archived: false
});
const newPhase = (): PhaseValues => ({ kind: 'collect', startsAt: '', endsAt: '' });

function changed<Row>(
	all: readonly Row[],
	change: string | undefined,
	at: number,
	fresh: (count: number) => Row
): readonly Row[] {
	const row = all[at];
	if (change === 'add') return [...all, fresh(all.length)];
	if (row === undefined) return all;
	const others = all.toSpliced(at, 1);
	if (change === 'remove') return others;
	if (change === 'up') return others.toSpliced(Math.max(at - 1, 0), 0, row);
	if (change === 'down') return others.toSpliced(at + 1, 0, row);
	return all;
}
