import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { Refusal } from '../../../platform/errors.ts';
import { demandAct } from '../map.server.ts';
import { submitIdea } from '../submit-idea.server.ts';
import { supportIdea } from '../support-idea.server.ts';
import { checkedInput, demandWhere } from './checked-draft.server.ts';
import type { ContributeDoor } from './door.ts';
import { draftOf, emptyDraft, pressOf, type Draft } from './draft.ts';
import { demandPatience, openForm, sealForm, type OpenedForm } from './form-seal.server.ts';
import { noProblems, type FormView } from './form-view.ts';
import { filesOf, formPhotos, newPhotos, takeFiles } from './photos-of-form.server.ts';
import { closed, firstStep, preview, what } from './views.server.ts';

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
