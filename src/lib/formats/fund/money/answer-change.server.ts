import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { recordOfApplication, type Application } from '../application.server.ts';
import { book } from '../ledger/book.server.ts';
import { mailApplicant } from '../notice/mail-applicant.server.ts';
import { changeMail } from '../notice/mails.ts';
import { keepProofDue } from '../notice/proof-due.server.ts';
import { permissions } from '../permissions.ts';
import type { At } from '../at.ts';
import { bodies, type Body } from '../states.ts';
import { checkedChange, demandDecider, type ChangeContent } from './change.ts';
import { paperName, said } from './money-input.ts';
import { presentOf } from './present.server.ts';
import { demandOpen, lockChange, type Change } from './request-change.server.ts';

type Decider = Readonly<{ body: Body; paper: string }>;

type Answer = Readonly<{
	verdict: 'approved' | 'rejected';
	/** The applicant reads it. */
	answer: string;
	/** Of the change, that whoever decides has seen. */
	revision: number;
	/** Who decided: beyond its own competence the office enters what jury or committee decided. */
	body?: Body;
	/** Minutes or council paper (Drs.-Nr.) in which it stands. */
	paper?: string;
}>;

/**
 * The office answers a request for a change. What it approves holds at once: more money is reserved in the pot or the
 * change is not approved, less is free again.
 * @throws Refusal not_allowed, change_unknown, reason_missing (422), changed_meanwhile, not_running, pot_exhausted (409),
 *   those of `demandDecider`, and of `checkedChange` where something has happened since it was asked for
 */
export async function answerChange(
	db: Db,
	actor: Actor,
	changeId: string,
	{ verdict, answer, revision, ...decider }: Answer,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { application, change } = await lockChange(trx, changeId);
		demand(permissions, actor, 'answerChange', application);
		const reason = said.safeParse(answer);
		if (!reason.success) {
			const problem = reason.error.issues[0]!.message;
			throw new Refusal('invalid', problem, { answer: problem });
		}
		demandOpen(change, revision);
		const decided = deciderOf(decider);
		if (verdict === 'approved') await approve(trx, actor, application, change, decided, at.now);
		await trx
			.updateTable('fundChanges')
			.set({
				state: verdict,
				revision: revision + 1,
				answer: reason.data,
				decidedByBody: decided.body,
				paper: decided.paper,
				answeredBy: actor.kind === 'account' ? actor.accountId : null,
				answeredOn: localDay(at.now)
			})
			.where('id', '=', changeId)
			.execute();
		const verb = verdict === 'approved' ? 'changeApproved' : 'changeRejected';
		await recordOfApplication(trx, actor, application, verb, { change: change.number });
		const told = changeMail(verdict, reason.data);
		await mailApplicant(trx, application, at.origin, told);
	});
}

/** @throws Refusal choice_invalid, text_too_long (422) */
function deciderOf({ body = 'office', paper = '' }: Pick<Answer, 'body' | 'paper'>): Decider {
	if (!bodies.includes(body)) throw new Refusal('invalid', 'choice_invalid');
	const named = paperName.safeParse(paper);
	if (named.success) return { body, paper: named.data };
	throw new Refusal('invalid', 'text_too_long', { paper: 'text_too_long' });
}

async function approve(
	trx: Trx,
	actor: Actor,
	application: Application,
	{ content }: Change,
	decider: Decider,
	now: Date
): Promise<void> {
	if (application.state !== 'running') throw new Refusal('conflict', 'not_running');
	const present = await presentOf(trx, application);
	const change = checkedChange(content, present, localDay(now));
	const grantedCents = change.grantedCents ?? present.grantedCents;
	demandDecider(grantedCents, present, decider);
	const more = grantedCents - present.grantedCents;
	const entry = {
		potId: application.potId,
		applicationId: application.applicationId,
		amountCents: Math.abs(more),
		reason: 'change'
	};
	// Never more promised than granted, at no moment: less is released first, more is granted first.
	if (more < 0) await book(trx, actor, { ...entry, kind: 'release' });
	await holdNow(trx, application, change, grantedCents);
	if (change.endsOn) await keepProofDue(trx, { ...application, endsOn: change.endsOn });
	if (more > 0) await book(trx, actor, { ...entry, kind: 'reservation' });
}

async function holdNow(
	trx: Trx,
	{ applicationId, endsOn }: Application,
	change: ChangeContent,
	grantedCents: number
): Promise<void> {
	await trx
		.updateTable('fundApplications')
		.set({
			grantedCents,
			endsOn: change.endsOn ?? endsOn,
			revision: sql<number>`revision + 1`
		})
		.where('id', '=', applicationId)
		.execute();
	for (const { lineId, cents } of change.lines)
		await trx
			.updateTable('fundLines')
			.set({ grantedCents: cents })
			.where('id', '=', lineId)
			.where('applicationId', '=', applicationId)
			.execute();
	await trx
		.updateTable('fundLines')
		.set({ grantedCents })
		.where('applicationId', '=', applicationId)
		.where('category', '=', 'grant')
		.execute();
}
