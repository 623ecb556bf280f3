import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { Refusal } from '../../../platform/errors.ts';
import { demandAct } from '../map.server.ts';
import { submitIdea, submittedBefore, type Submitted } from '../submit-idea.server.ts';
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
		const before = press === 'send' && (await submittedBefore(door.db, door.map, form.clientKey));
		if (before) return { status: 200, view: done(door, draft, before) };
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
		return refused(door, draft, form, press, thrown);
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
	if (press.startsWith('support:')) return support(door, draft, numberIn(press.slice(8)));
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
	const { db, map, pictures, holder, now } = door;
	const input = await checkedInput(door, draft, form);
	if (draft.website !== '')
		throw new Refusal('invalid', 'input_invalid', { website: 'trap_filled' });
	demandPatience(form, draft.seal, proof, now);
	const photos = newPhotos(await formPhotos(db, pictures, draft, form.clientKey));
	return done(door, draft, await submitIdea(db, map, holder, input, now, photos));
}

const done = (
	{ origin }: ContributeDoor,
	draft: Draft,
	{ receipt, number, isPublic }: Submitted
): FormView => ({
	step: 'done',
	draft,
	problems: noProblems,
	receipt: spokenReceipt(receipt),
	address: `${origin}/receipt/${receipt}`,
	number,
	isPublic
});

/** The number of an idea as a button says it; 0, which no idea has, for what no button of ours says. */
const numberIn = (typed: string): number => (/^\d{1,9}$/.test(typed) ? Number(typed) : 0);

async function support(door: ContributeDoor, draft: Draft, number: number): Promise<FormView> {
	const { db, map, holder, now } = door;
	const supported = await supportIdea(db, map, holder, number, now);
	return { step: 'supported', draft, problems: noProblems, ...supported };
}

/** The step at which it can be mended. Where the last one cannot be shown either, what is wrong with it is answered. */
async function refused(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm,
	press: string,
	{ status, reason, fields }: Refusal
): Promise<Answer> {
	const problems = { reason, fields };
	if (!door.map.allowed.has('contribute')) return { status, view: closed(door, draft) };
	if (fields['where']) return { status, view: await firstStep(door, draft, problems, '') };
	const isLast = press === 'send' || press.startsWith('support:');
	if (!isLast || (Object.keys(fields).length > 0 && !fields['website']))
		return { status, view: await what(door, draft, form, problems) };
	try {
		return { status, view: await preview(door, draft, form, problems) };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return refused(door, draft, form, 'preview', thrown);
	}
}
