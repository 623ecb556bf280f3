import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Receipt } from '#lib/core/receipts/receipts.server.ts';
import { placeChoices } from '#lib/formats/ideas/contribute/choose-place.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { correctIdea } from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import { readReceipt } from '#lib/formats/ideas/receipt/read-receipt.server.ts';
import { correctionOf, typedCorrection } from '#lib/formats/ideas/receipt/receipt-form.server.ts';
import { withdrawIdea } from '#lib/formats/ideas/receipt/withdraw-idea.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage } from '../../../refused.ts';

type Event = RequestEvent<{ token: string }>;

/** The receipt of an idea: what its author sees. */
export async function ideaReceipt({ locals, url }: Event, receipt: Receipt) {
	const { db, house, locale } = locals;
	const { allowed: _, ...map } = await orErrorPage(mapOf(db, receipt.activityId, house.clock()));
	const idea = await orErrorPage(readReceipt(db, receipt.subjectId, house.pictures));
	const { places } = await placeChoices(db, map, null, '', locale);
	const saved = url.searchParams.get('saved');
	return {
		format: 'ideas' as const,
		map,
		idea,
		places,
		saved: saved === 'public' || saved === 'waits' ? (saved as 'public' | 'waits') : null,
		locale
	};
}

export async function correctByReceipt(event: Event, { activityId, subjectId }: Receipt) {
	const { locals, request, url } = event;
	const { db, house } = locals;
	const data = await request.formData();
	const map = await mapOf(db, activityId, house.clock());
	let visibility;
	try {
		const idea = await readReceipt(db, subjectId, house.pictures);
		visibility = await correctIdea(db, map, subjectId, correctionOf(data, idea), house.clock());
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		const { status, reason, fields } = thrown;
		return fail(status, { typed: typedCorrection(data), problems: { reason, fields } });
	}
	redirect(303, `${url.pathname}?saved=${visibility === 'public' ? 'public' : 'waits'}`);
}

export async function withdrawByReceipt({ locals, url }: Event, receipt: Receipt) {
	const { db, house } = locals;
	const map = await mapOf(db, receipt.activityId, house.clock());
	await withdrawIdea(db, map, receipt.subjectId, house.clock());
	redirect(303, url.pathname);
}
