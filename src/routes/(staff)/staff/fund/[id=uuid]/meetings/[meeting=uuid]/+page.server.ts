import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';
import {
	addToAgenda,
	moveOnAgenda,
	removeFromAgenda
} from '#lib/formats/fund/jury/agenda.server.ts';
import { inviteJurors } from '#lib/formats/fund/jury/invite.server.ts';
import { readMeeting } from '#lib/formats/fund/jury/read-meeting.server.ts';
import {
	closeMeeting,
	noteAttendance,
	openMeeting,
	voteInSecret
} from '#lib/formats/fund/jury/run-meeting.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf, textsOf } from '../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

const refOf = ({ params }: Pick<Event, 'params'>) => ({
	activityId: params.id,
	meetingId: params.meeting
});

export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => ({
	detail: await orErrorPage(readMeeting(db, actor, refOf({ params }))),
	invited: Number(url.searchParams.get('invited') ?? 0)
});

const numbersIn = (form: FormData, name: string) => textsOf(form, name).map(seenVersion);

/** Does it, then shows the meeting anew; a refusal keeps the notes that were typed. */
async function act(event: Event, work: (form: FormData, revision: number) => Promise<unknown>) {
	const form = await event.request.formData();
	const revision = seenVersion(textOf(form, 'revision'));
	const { done, refused } = await orRefusedForm(work(form, revision), {
		notes: textOf(form, 'notes')
	});
	if (refused) return refused;
	const path = localizeHref(`/staff/fund/${event.params.id}/meetings/${event.params.meeting}`);
	redirect(303, typeof done === 'number' ? `${path}?invited=${done}` : path);
}

export const actions = {
	add: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, revision) =>
			addToAgenda(db, actor, refOf(event), { revision, numbers: numbersIn(form, 'numbers') })
		);
	},
	remove: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, revision) =>
			removeFromAgenda(db, actor, refOf(event), {
				revision,
				number: seenVersion(textOf(form, 'number'))
			})
		);
	},
	move: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, revision) => {
			const [by, number = ''] = textOf(form, 'move').split(' ');
			return moveOnAgenda(db, actor, refOf(event), {
				revision,
				number: seenVersion(number),
				by: by === 'up' ? 'up' : 'down'
			});
		});
	},
	invite: (event) => {
		const { db, actor, house } = event.locals;
		return act(event, (_, revision) =>
			inviteJurors(db, actor, refOf(event), { revision }, house.config.origin)
		);
	},
	attendance: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, revision) => {
			const present = textsOf(form, 'present');
			return noteAttendance(db, actor, refOf(event), { revision, present });
		});
	},
	open: (event) => {
		const { db, actor, house } = event.locals;
		return act(event, (_, revision) =>
			openMeeting(db, actor, refOf(event), { revision }, house.clock())
		);
	},
	secret: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, revision) =>
			voteInSecret(db, actor, refOf(event), { revision, secret: textOf(form, 'secret') === 'yes' })
		);
	},
	close: (event) => {
		const { db, actor, house } = event.locals;
		return act(event, (form, revision) =>
			closeMeeting(
				db,
				actor,
				refOf(event),
				{ revision, notes: textOf(form, 'notes') },
				house.clock()
			)
		);
	}
} satisfies Actions;
