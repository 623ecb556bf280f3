import { toLocal } from '../../../platform/local-time.ts';
import type { MapValues, PhaseValues } from '../map-form.ts';
import type { PhaseKind } from '../rules.ts';
import { barriers } from './barriers.ts';
import type { Template } from './contract.ts';
import { ideaCollection } from './idea-collection.ts';
import { projectIdeas } from './project-ideas.ts';
import { squareConcepts } from './square-concepts.ts';
import { toilets } from './toilets.ts';

/** Ready maps to start from, in the order in which they are offered. */
export const templates: readonly Template[] = [
	squareConcepts,
	barriers,
	toilets,
	ideaCollection,
	projectIdeas
];

export const templateOf = (key: string | null | undefined): Template | null =>
	templates.find((template) => template.key === key) ?? null;

type Beginning = Omit<MapValues, 'placeId' | 'retainUntil' | 'slug'>;

/** What the form of a new map begins with, also its phases one after the other from today. */
export function beginningOf(
	template: Template | null,
	locales: readonly string[],
	now: Date
): Beginning {
	return {
		title: template?.title ?? {},
		main: 'de',
		locales: template ? locales : ['de'],
		startsAt: '',
		endsAt: '',
		measures: [],
		organisationId: '',
		intro: template?.intro ?? {},
		layout: template?.layout ?? 'map',
		moderation: template?.moderation ?? 'before',
		takesPhotos: template?.takesPhotos ?? true,
		answerWithin: '42',
		choicesEach: '3',
		statusNames: (template?.statusNames ?? {}) as MapValues['statusNames'],
		phases: oneAfterTheOther(template?.phases ?? ['collect'], now),
		categories: (template?.categories ?? []).map(({ name, icon, colour }) => ({
			id: '',
			name,
			icon,
			colour,
			archived: false
		}))
	};
}

/** Days that a phase usually takes. */
const usualDays: Record<PhaseKind, number> = {
	collect: 42,
	discuss: 28,
	support: 28,
	prioritise: 21,
	report: 42
};

/** The first begins with the map, the last goes on; between them each ends when the next one begins, at midnight. */
function oneAfterTheOther(kinds: readonly PhaseKind[], now: Date): PhaseValues[] {
	let day = 0;
	const changes = kinds.slice(0, -1).map((kind) => {
		day += usualDays[kind];
		return `${toLocal(new Date(now.getTime() + day * 86_400_000)).slice(0, 10)}T00:00`;
	});
	return kinds.map((kind, index) => ({
		kind,
		startsAt: changes[index - 1] ?? '',
		endsAt: changes[index] ?? ''
	}));
}
