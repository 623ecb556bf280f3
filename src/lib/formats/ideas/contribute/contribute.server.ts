import { personalDataIn } from '../../../core/activities/personal-data.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import type { TokenHolder } from '../../../core/activities/participant.server.ts';
import { pathOf } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Geocoder } from '../../../platform/geocoder.server.ts';
import { parse } from '../../../platform/parse.ts';
import type { Pictures } from '../../../platform/pictures/store.server.ts';
import { locate } from '../insert-idea.server.ts';
import { demandAct, type IdeaMap } from '../map.server.ts';
import { ideaInput, type IdeaInput } from '../schema.ts';
import { similarIdeas } from '../similar-ideas.server.ts';
import { submitIdea } from '../submit-idea.server.ts';
import { supportIdea } from '../support-idea.server.ts';
import { placeChoices } from './choose-place.server.ts';
import { draftOf, emptyDraft, languageOfText, pressOf, whereOf, type Draft } from './draft.ts';
import { demandPatience, openForm, sealForm, type OpenedForm } from './form-seal.server.ts';
import { noProblems, type FormProblems, type FormView } from './form-view.ts';
import { filesOf, formPhotos, newPhotos, takeFiles } from './photos-of-form.server.ts';

/** What the steps need of the running process and of whoever asks. */
export type ContributeDoor = Readonly<{
	db: Db;
	map: IdeaMap;
	holder: TokenHolder;
	pictures: Pictures;
	geocoder: Geocoder | null;
	/** Key of the forms' seals. */
	formKey: Buffer;
	/** Address of our own pages, for the receipt. */
	origin: string;
	locale: string;
	now: Date;
}>;

export type Answer = Readonly<{ status: number; view: FormView }>;

/** The empty form. @param start a place or point chosen before, on the map or a quarter's page */
export async function openContribution(
	door: ContributeDoor,
	start: Partial<Pick<Draft, 'where' | 'lat' | 'lng'>> = {}
): Promise<FormView> {
	const draft = { ...emptyDraft(newSeal(door)), ...start };
	return door.map.allowed.has('contribute')
		? firstStep(door, draft, noProblems, '')
		: closed(door, draft);
}

/** Answers whichever button was pressed. What is refused shows the step that can mend it, with all that was typed. */
export async function pressContribution(door: ContributeDoor, data: FormData): Promise<Answer> {
	let draft = draftOf(data);
	const opened = openForm(door.formKey, door.map.activityId, draft.seal, door.now);
	const form = opened ?? { clientKey: crypto.randomUUID(), openedAt: door.now };
	if (!opened) draft = { ...draft, seal: sealForm(door.formKey, door.map.activityId, form) };
	const press = pressOf(data);
	try {
		demandAct(door.map, 'contribute');
		if (!opened && draft.photos.length > 0) {
			draft = { ...draft, photos: [] };
			throw new Refusal('conflict', 'photos_expired');
		}
		const photos = await takeFiles(
			door.pictures,
			filesOf(data),
			draft.photos.length,
			form.clientKey
		);
		draft = { ...draft, photos: [...draft.photos, ...photos] };
		return { status: 200, view: await afterPress(door, draft, form, press, data) };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return { status: thrown.status, view: await refusedView(door, draft, form, press, thrown) };
	}
}

/** The form could not be read: too many photos at once. The browser's way back has what was typed. */
export async function unreadContribution(door: ContributeDoor, reason: string): Promise<FormView> {
	return what(door, emptyDraft(newSeal(door)), null, { reason, fields: {} });
}

const newSeal = ({ formKey, map, now }: ContributeDoor): string =>
	sealForm(formKey, map.activityId, { clientKey: crypto.randomUUID(), openedAt: now });

async function afterPress(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm,
	press: string,
	data: FormData
): Promise<FormView> {
	const typed = (name: string) => String(data.get(name) ?? '');
	if (press === 'send') return send(door, draft, form, typed('proof'));
	if (press.startsWith('support:')) return support(door, draft, Number(press.slice(8)));
	if (press === 'preview') return preview(door, draft, form, noProblems);
	if (press === 'search' || press === 'where')
		return firstStep(door, draft, noProblems, typed('search'));
	if (press === 'what') {
		await demandWhere(door, draft);
		return what(door, draft, form, noProblems);
	}
	// A photo was added or removed.
	return what(door, draft, form, noProblems);
}

/** An idea collection without places has no first question. */
const firstStep = (door: ContributeDoor, draft: Draft, problems: FormProblems, search: string) =>
	door.map.layout === 'list'
		? what(door, { ...draft, where: 'quarter' }, null, problems)
		: where(door, draft, problems, search);

async function where(
	{ db, map, geocoder, locale }: ContributeDoor,
	draft: Draft,
	problems: FormProblems,
	search: string
): Promise<FormView> {
	const choices = await placeChoices(db, map, geocoder, search, locale);
	return { step: 'where', draft, problems, choices };
}

async function what(
	{ db, pictures }: ContributeDoor,
	draft: Draft,
	form: OpenedForm | null,
	problems: FormProblems
): Promise<FormView> {
	const photos = form ? await formPhotos(db, pictures, draft, form.clientKey) : [];
	return { step: 'what', draft, problems, photos };
}

async function preview(
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
		personal: personalDataIn(
			[input.title, input.body, ...draft.photos.map((one) => one.description)].join('\n')
		),
		similar: map.allowed.has('support') ? await similarIdeas(db, map, input) : []
	};
}

async function send(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm,
	proof: string
): Promise<FormView> {
	const { db, map, pictures, holder, now, origin } = door;
	const input = await checkedInput(door, draft, form);
	if (draft.website !== '')
		throw new Refusal('invalid', 'input_invalid', { website: 'trap_filled' });
	demandPatience(form, draft.seal, proof, now);
	const photos = newPhotos(await formPhotos(db, pictures, draft, form.clientKey));
	const sent = await submitIdea(db, map, holder, input, now, photos);
	return {
		step: 'done',
		draft,
		problems: noProblems,
		receipt: spokenReceipt(sent.receipt),
		address: `${origin}/receipt/${sent.receipt}`,
		number: sent.number,
		isPublic: sent.isPublic
	};
}

async function support(door: ContributeDoor, draft: Draft, number: number): Promise<FormView> {
	const { db, map, holder, now } = door;
	const supported = await supportIdea(db, map, holder, number, now);
	return { step: 'supported', draft, problems: noProblems, ...supported };
}

/** @throws Refusal place_missing, position_missing, outside_area, place_unknown (422), at the field `where` */
async function demandWhere({ db, map }: ContributeDoor, draft: Draft): Promise<void> {
	const chosen = whereOf(draft);
	if (!chosen) throw refusedWhere('place_missing');
	const read = ideaInput.shape.where.safeParse(chosen);
	if (!read.success) throw refusedWhere(read.error.issues[0]!.message);
	await locate(db, map, read.data);
}

const refusedWhere = (reason: string) => new Refusal('invalid', reason, { where: reason });

async function checkedInput(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm
): Promise<IdeaInput> {
	await demandWhere(door, draft);
	return parse(ideaInput, {
		categoryId: draft.categoryId,
		locale: languageOfText(`${draft.title} ${draft.body}`, door.locale),
		title: draft.title,
		body: draft.body,
		where: whereOf(draft),
		clientKey: form.clientKey
	});
}

/** The step at which it can be mended. */
async function refusedView(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm,
	press: string,
	{ reason, fields }: Refusal
): Promise<FormView> {
	const problems = { reason, fields };
	if (!door.map.allowed.has('contribute')) return closed(door, draft);
	if (fields['where']) return firstStep(door, draft, problems, '');
	const isLast = press === 'send' || press.startsWith('support:');
	if (isLast && (Object.keys(fields).length === 0 || fields['website']))
		return preview(door, draft, form, problems);
	return what(door, draft, form, problems);
}

/** Says when it opens again, and keeps what was typed where it can be copied. */
function closed({ map, now }: ContributeDoor, draft: Draft): FormView {
	const starts = map.phases
		.filter(({ kind, startsAt }) => kind === 'collect' && startsAt && startsAt > now)
		.map(({ startsAt }) => startsAt!.getTime());
	if (map.status === 'announced' && map.startsAt && map.startsAt > now)
		starts.push(map.startsAt.getTime());
	const isComing = map.status === 'running' || map.status === 'announced';
	const opensAt = isComing && starts.length > 0 ? new Date(Math.min(...starts)) : null;
	return { step: 'closed', draft, problems: noProblems, opensAt };
}
