import { personalHints } from '../../../core/moderation/personal-hints.ts';
import { pathOf } from '../../../core/places/reads.server.ts';
import type { MapConfig } from '../../../ui/map/config.ts';
import { noFilter } from '../filter.ts';
import { locate } from '../insert-idea.server.ts';
import { boxOfMap, mapFrame, placesOf } from '../map-frame.server.ts';
import { similarIdeas } from '../similar-ideas.server.ts';
import { checkedInput } from './checked-draft.server.ts';
import { placeChoices } from './choose-place.server.ts';
import type { ContributeDoor } from './door.ts';
import type { Draft } from './draft.ts';
import type { OpenedForm } from './form-seal.server.ts';
import { noProblems, type FormProblems, type FormView } from './form-view.ts';
import { formPhotos, newPhotos } from './photos-of-form.server.ts';

/** An idea collection without places has no first question. */
export const firstStep = (
	door: ContributeDoor,
	draft: Draft,
	problems: FormProblems,
	search: string
) =>
	door.map.layout === 'list'
		? what(door, { ...draft, where: 'quarter' }, null, problems)
		: where(door, draft, problems, search);

async function where(
	door: ContributeDoor,
	draft: Draft,
	problems: FormProblems,
	search: string
): Promise<FormView> {
	const { db, map, geocoder, locale } = door;
	const choices = await placeChoices(db, map, geocoder, search, locale);
	return { step: 'where', draft, problems, choices, frame: await frameToPick(door) };
}

/** The map to choose a point on; without pins, whose links would lead away from the form. */
async function frameToPick({ db, map, config }: ContributeDoor): Promise<MapConfig | null> {
	const places = await placesOf(db, map);
	const box = await boxOfMap(db, map, places);
	if (!box) return null;
	const frame = mapFrame(map, box, places, config, noFilter);
	return { ...frame, features: '', pick: { lat: 'lat', lng: 'lng' } };
}

/** What somebody wants to say, with the photos they have added so far. */
export async function what(
	{ db, pictures }: ContributeDoor,
	draft: Draft,
	form: OpenedForm | null,
	problems: FormProblems
): Promise<FormView> {
	const photos = form ? await formPhotos(db, pictures, draft, form.clientKey) : [];
	return { step: 'what', draft, problems, photos };
}

/** Exactly what becomes public. @throws Refusal where the draft cannot be sent as it is (422) */
export async function preview(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm,
	problems: FormProblems
): Promise<FormView> {
	const { db, map, pictures } = door;
	const input = await checkedInput(door, draft, form);
	const photos = await formPhotos(db, pictures, draft, form.clientKey);
	newPhotos(photos);
	const { whereabouts, placeId } = await locate(db, map, input.where);
	const path = whereabouts === 'pin' ? [] : await pathOf(db, placeId);
	return {
		step: 'preview',
		draft: { ...draft, title: input.title, body: input.body },
		problems,
		photos,
		placeName: path.at(-1)?.name ?? null,
		language: input.locale,
		personal: personalHints(
			[input.title, input.body, ...draft.photos.map((one) => one.description)].join('\n')
		),
		similar: map.allowed.has('support') ? await similarIdeas(db, map, input) : []
	};
}

/** Says when it opens again, and keeps what was typed where it can be copied. */
export function closed({ map, now }: ContributeDoor, draft: Draft): FormView {
	const starts = map.phases
		.filter(({ kind, startsAt }) => kind === 'collect' && startsAt && startsAt > now)
		.map(({ startsAt }) => startsAt!.getTime());
	if (map.status === 'announced' && map.startsAt && map.startsAt > now)
		starts.push(map.startsAt.getTime());
	const isComing = map.status === 'running' || map.status === 'announced';
	const opensAt = isComing && starts.length > 0 ? new Date(Math.min(...starts)) : null;
	return { step: 'closed', draft, problems: noProblems, opensAt };
}
