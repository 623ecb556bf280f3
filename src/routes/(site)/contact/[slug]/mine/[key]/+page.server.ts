import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { receiptToken, spokenReceipt } from '#lib/core/receipts/receipt-code.ts';
import { settle, withdrawMessage, writeBack } from '#lib/formats/contact/message/go-on.server.ts';
import {
	emptyMessage,
	furtherInputOf,
	typedMessage,
	type MessageValues
} from '#lib/formats/contact/message/message-form.ts';
import { readOwnMessage } from '#lib/formats/contact/message/own-message.server.ts';
import { minePath } from '#lib/formats/contact/message/receipt.server.ts';
import { publicPoint } from '#lib/formats/contact/point/point.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { writerDoor } from './door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { slug, key } = event.params;
	const { actor, messageId } = await writerDoor(event);
	const now = house.clock();
	const token = receiptToken(key)!;
	return {
		slug,
		title: (await orErrorPage(publicPoint(db, slug))).title,
		message: await orErrorPage(readOwnMessage(db, actor, messageId, now)),
		code: spokenReceipt(token),
		address: house.config.origin + minePath(slug, token),
		today: localDay(now),
		done: event.url.searchParams.get('done'),
		values: emptyMessage(crypto.randomUUID())
	};
};

type Event = RequestEvent<{ slug: string; key: string }>;
type Work = (event: Event, actor: Actor, messageId: string, typed: MessageValues) => Promise<void>;

const act = (work: Work) => async (event: Event) => {
	const { slug, key } = event.params;
	const { actor, messageId } = await writerDoor(event);
	const typed = typedMessage(await event.request.formData());
	const { refused } = await orRefusedForm(work(event, actor, messageId, typed), typed);
	if (refused) return refused;
	redirect(303, localizeHref(`${minePath(slug, key)}?done=saved`));
};

/** Whoever holds a code writes no faster than whoever has none. */
async function writeSlowly(...[event, actor, messageId, typed]: Parameters<Work>): Promise<void> {
	const { db, house } = event.locals;
	const address = event.getClientAddress();
	if (house.draftBrake.isOn(address)) throw new Refusal('busy', 'too_many_messages');
	await writeBack(db, actor, messageId, furtherInputOf(typed), house.clock());
	house.draftBrake.count(address);
}

export const actions = {
	write: act(writeSlowly),
	settle: act(({ locals }, actor, id) => settle(locals.db, actor, id, locals.house.clock())),
	withdraw: act(({ locals }, actor, id) =>
		withdrawMessage(locals.db, actor, id, locals.house.clock())
	)
};
