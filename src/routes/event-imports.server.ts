import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { typedText, typedTexts } from '#lib/core/activities/activity-form.ts';
import { cancelImport, undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { importsOf } from '#lib/formats/events/bring-in/imports.server.ts';
import { exampleCsv, refusalsCsv } from '#lib/formats/events/bring-in/lists.server.ts';
import { importPage } from '#lib/formats/events/bring-in/page.server.ts';
import { largestFile, stageImport } from '#lib/formats/events/bring-in/stage-import.server.ts';
import { takeImport, type Taking } from '#lib/formats/events/bring-in/take-import.server.ts';
import type { Into } from '#lib/formats/events/bring-in/whose.server.ts';
import { receiveFile } from '#lib/platform/files/upload.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { downloadResponse } from './download.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** The page from which files are sent, for staff and for organisations. */
export async function importsPage({ locals: { db, actor, house } }: RequestEvent, into: Into) {
	return {
		...(await orErrorPage(importsOf(db, actor, into, house.clock()))),
		clientKey: crypto.randomUUID()
	};
}

/** @param here this page; that of one import lies below it */
export async function uploadByForm(event: RequestEvent, into: Into, here: string) {
	const { db, actor, house } = event.locals;
	const sent = {
		clientKey: event.url.searchParams.get('key') ?? '',
		receive: () => receiveFile(event.request, largestFile)
	};
	const { done, refused } = await orRefusedForm(
		stageImport(db, actor, into, sent, house.clock()),
		null
	);
	if (refused) return refused;
	redirect(303, localizeHref(`${here}/${done}`));
}

/** Which import of whom the address names. */
export type AtImport = Into & Readonly<{ importId: string }>;

/** The page of one import; under the address of another organisation there is none. */
export async function importSheet({ locals: { db, actor, house } }: RequestEvent, which: AtImport) {
	const sheet = await orErrorPage(importPage(db, actor, which, house.clock()));
	if (sheet.item.organisationId !== which.organisationId) error(404, { message: 'import_unknown' });
	return sheet;
}

const nothingTyped: Taking = { as: 'submitted', hostName: '', overwrite: [] };

const typedTaking = (form: FormData): Taking => ({
	as: typedText(form, 'as'),
	hostName: typedText(form, 'hostName'),
	overwrite: typedTexts(form, 'overwrite')
		.map(Number)
		.filter((row) => Number.isSafeInteger(row) && row > 0 && row < 1_000_000)
});

async function take(event: RequestEvent, which: AtImport) {
	const { db, actor, house } = event.locals;
	const typed = typedTaking(await event.request.formData());
	const at = { now: house.clock(), origin: house.config.origin };
	const { refused } = await orRefusedForm(takeImport(db, actor, which, typed, at), typed);
	if (refused) return refused;
	redirect(303, event.url.pathname);
}

/** A button: does it, then shows the page as it is after that. */
const pressed = (useCase: typeof undoImport) => async (event: RequestEvent, which: AtImport) => {
	const { db, actor, house } = event.locals;
	const work = useCase(db, actor, which, house.clock());
	const { refused } = await orRefusedForm(work, nothingTyped);
	if (refused) return refused;
	redirect(303, event.url.pathname);
};
const [cancel, undo] = [pressed(cancelImport), pressed(undoImport)];

/** The actions of the page of one import. */
export const importActions = <Event extends RequestEvent>(which: (event: Event) => AtImport) => ({
	take: (event: Event) => take(event, which(event)),
	cancel: (event: Event) => cancel(event, which(event)),
	undo: (event: Event) => undo(event, which(event))
});

const table = (csv: string, fileName: string): Response =>
	downloadResponse({
		body: new Blob([csv]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName
	});

export async function refusalsFile(
	{ locals: { db, actor, house } }: RequestEvent,
	which: AtImport
): Promise<Response> {
	const csv = await orErrorPage(refusalsCsv(db, actor, which, house.clock()));
	return table(csv, 'palaver-import-refusals.csv');
}

export async function exampleFile(
	{ locals: { db, actor, house } }: RequestEvent,
	into: Into
): Promise<Response> {
	const { series } = await orErrorPage(importsOf(db, actor, into, house.clock()));
	return table(exampleCsv(series.firstDay, series.placeName), 'palaver-programme-example.csv');
}
