import { redirect, type RequestEvent } from '@sveltejs/kit';
import { forApplicant } from '#lib/formats/fund/apply/told-to-applicant.ts';
import { changeAccount, shownAccount } from '#lib/formats/fund/money/account.server.ts';
import { ownMoney } from '#lib/formats/fund/money/read-money.server.ts';
import { requestCall, withdrawCall } from '#lib/formats/fund/money/request-call.server.ts';
import { acceptNotice } from '#lib/formats/fund/notice/notify.server.ts';
import { hindrance } from '#lib/formats/fund/workflow.ts';
import { typedCents } from '#lib/platform/money.ts';
import { payingStates } from '#lib/formats/fund/money/call-workflow.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, application, round } = await applicantDoor(event);
	const { db, house } = event.locals;
	const parts = await orErrorPage(ownMoney(db, actor, application));
	const today = localDay(house.clock());
	return {
		application: forApplicant(application),
		roundTitle: round.title,
		parts,
		mayAccept:
			hindrance('begin', application.state, application) === null &&
			(application.dueOn === null || today <= application.dueOn),
		mayCall: payingStates.includes(application.state) && parts.money.callableCents > 0,
		account: payingStates.includes(application.state)
			? await shownAccount(db, actor, application)
			: null,
		mayChange: application.state === 'running',
		nextNumber: (parts.calls[0]?.number ?? 0) + 1
	};
};

type Event = RequestEvent<{ slug: string; key: string }>;
type Work = (event: Event, text: (name: string) => string) => Promise<unknown>;

/** Does it, then shows the page anew, or again with what was typed. */
const act = (name: string, work: Work) => async (event: Event) => {
	const form = await event.request.formData();
	const text = (field: string) => textOf(form, field);
	const values = Object.fromEntries([...form.keys()].map((key) => [key, text(key)]));
	const typed = { form: `${name} ${text('call')}`.trim(), values };
	const { refused } = await orRefusedForm(work(event, text), typed);
	if (refused) return refused;
	redirect(303, event.url.pathname);
};

export const actions = {
	accept: act('accept', async (event, text) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const revision = seenVersion(text('revision'));
		await acceptNotice(db, actor, application.applicationId, { revision }, house.clock());
	}),
	call: act('call', async (event, text) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const call = {
			amount: typedCents(text('amount')) ?? 0,
			purpose: text('purpose'),
			number: seenVersion(text('number'))
		};
		await requestCall(db, actor, application.applicationId, call, house.clock());
	}),
	account: act('account', async (event, text) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const revision = seenVersion(text('revision'));
		const account = { revision, iban: text('iban'), holder: text('holder') };
		const at = { now: house.clock(), origin: house.config.origin };
		await changeAccount(db, actor, application.applicationId, account, at);
	}),
	withdraw: act('withdraw', async (event, text) => {
		const { actor } = await applicantDoor(event);
		const revision = seenVersion(text('revision'));
		await withdrawCall(event.locals.db, actor, text('call'), { revision });
	})
} satisfies Actions;
