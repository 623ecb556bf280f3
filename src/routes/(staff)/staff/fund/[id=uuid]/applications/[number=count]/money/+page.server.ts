import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { At } from '#lib/formats/fund/at.ts';
import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { answerChange } from '#lib/formats/fund/money/answer-change.server.ts';
import { changeAccountFor } from '#lib/formats/fund/money/account.server.ts';
import {
	checkCall,
	noteFailed,
	notePaid,
	refuseCall,
	releaseCall
} from '#lib/formats/fund/money/answer-call.server.ts';
import { noteBounced, undoFailed } from '#lib/formats/fund/money/bounced-call.server.ts';
import { noteReturn } from '#lib/formats/fund/money/note-return.server.ts';
import { readMoneyPage } from '#lib/formats/fund/money/read-money-page.server.ts';
import type { Sender } from '#lib/formats/fund/notice/letter.ts';
import { lapseApplication } from '#lib/formats/fund/notice/lapse.server.ts';
import { acceptForApplicant, notifyApplicant } from '#lib/formats/fund/notice/notify.server.ts';
import { demandBack, revokeGrant, settleDemand } from '#lib/formats/fund/notice/revoke.server.ts';
import type { Body } from '#lib/formats/fund/states.ts';
import { typedCents } from '#lib/platform/money.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';
import { senderOf } from './sender.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const today = localDay(house.clock());
	const page = readMoneyPage(db, actor, params.id, Number(params.number), today);
	return { ...(await orErrorPage(page)), today };
};

type Event = RequestEvent<{ id: string; number: string }>;
type Asked = Readonly<{
	event: Event;
	at: At;
	revision: number;
	text: (name: string) => string;
	/** The application's id, for steps of the application itself. */
	applicationId: () => Promise<string>;
	sender: () => Promise<Sender | null>;
	amount: () => number;
}>;

/** Does it, then shows the page anew, or again with what was typed. */
const act = (name: string, work: (asked: Asked) => Promise<unknown>) => async (event: Event) => {
	const { locals, params } = event;
	const form = await event.request.formData();
	const text = (field: string) => textOf(form, field);
	const asked: Asked = {
		event,
		text,
		at: { now: locals.house.clock(), origin: locals.house.config.origin },
		revision: seenVersion(text('revision')),
		applicationId: async () =>
			(await applicationNumbered(locals.db, params.id, Number(params.number))).applicationId,
		sender: () => senderOf(locals),
		amount: () => typedCents(text('amount')) ?? 0
	};
	const values = Object.fromEntries([...form.keys()].map((key) => [key, text(key)]));
	const thing = text('call') || text('change');
	const typed = { form: `${name} ${thing}`.trim(), values };
	const { refused } = await orRefusedForm(work(asked), typed);
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/fund/${params.id}/applications/${params.number}/money`));
};

/** A step of one call. */
const call = (
	name: string,
	step: (
		db: Event['locals']['db'],
		actor: Event['locals']['actor'],
		callId: string,
		said: { revision: number; reason: string; paidOn: string; reference: string },
		at: At
	) => Promise<void>
) =>
	act(name, ({ event, text, revision, at }) => {
		const { db, actor } = event.locals;
		const said = {
			revision,
			reason: text('reason'),
			paidOn: text('paidOn'),
			reference: text('reference')
		};
		return step(db, actor, text('call'), said, at);
	});

export const actions = {
	notify: act('notify', async ({ event, text, revision, at, applicationId, sender }) => {
		const { db, actor } = event.locals;
		const notice = { revision, objection: text('objection'), sender: await sender() };
		await notifyApplicant(db, actor, await applicationId(), notice, at);
	}),
	beginFor: act('beginFor', async ({ event, text, revision, at, applicationId }) => {
		const { db, actor } = event.locals;
		const taken = { revision, reason: text('reason') };
		await acceptForApplicant(db, actor, await applicationId(), taken, at.now);
	}),
	lapse: act('lapse', async ({ event, at, applicationId }) => {
		const { db, actor } = event.locals;
		await lapseApplication(db, actor, await applicationId(), at);
	}),
	revoke: act('revoke', async ({ event, text, revision, at, applicationId, sender }) => {
		const { db, actor } = event.locals;
		const objection = text('objection');
		const letter = { revision, objection, reason: text('reason'), sender: await sender() };
		await revokeGrant(db, actor, await applicationId(), letter, at);
	}),
	reclaim: act('reclaim', async (asked) => {
		const { event, text, revision, at } = asked;
		const { db, actor } = event.locals;
		const demanded = {
			revision,
			amount: asked.amount(),
			reason: text('reason'),
			objection: text('objection'),
			sender: await asked.sender()
		};
		await demandBack(db, actor, await asked.applicationId(), demanded, at);
	}),
	settle: act('settle', async ({ event, text, revision, at, applicationId }) => {
		const { db, actor } = event.locals;
		const giveUp = text('giveUp') === 'yes';
		const settled = { revision, reason: text('reason'), giveUp };
		await settleDemand(db, actor, await applicationId(), settled, at);
	}),
	return: act('return', async ({ event, text, revision, amount, applicationId }) => {
		const { db, actor } = event.locals;
		const came = { revision, amount: amount(), reason: text('reason') };
		await noteReturn(db, actor, await applicationId(), came);
	}),
	check: call('check', checkCall),
	refuse: call('refuse', refuseCall),
	release: call('release', releaseCall),
	pay: call('pay', notePaid),
	fail: call('fail', noteFailed),
	unfail: call('unfail', undoFailed),
	bounce: call('bounce', noteBounced),
	account: act('account', async ({ event, text, revision, at, applicationId }) => {
		const { db, actor } = event.locals;
		const account = {
			revision,
			iban: text('iban'),
			holder: text('holder'),
			reason: text('reason')
		};
		await changeAccountFor(db, actor, await applicationId(), account, at);
	}),
	answerChange: act('answerChange', async ({ event, text, revision, at }) => {
		const { db, actor } = event.locals;
		const verdict = text('verdict') === 'approved' ? 'approved' : 'rejected';
		const body = (text('body') || 'office') as Body;
		const answer = {
			verdict,
			answer: text('answer'),
			revision,
			body,
			paper: text('paper')
		} as const;
		await answerChange(db, actor, text('change'), answer, at);
	})
} satisfies Actions;
