import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Application } from '../application.server.ts';
import { isTold } from '../apply/told-to-applicant.ts';
import { moneyOf, type ApplicationMoney } from '../ledger/money-of.server.ts';
import { potSubject } from '../ledger/pots.server.ts';
import { lettersOf, type LetterRow } from '../notice/read-letters.server.ts';
import { outstandingOf } from '../notice/revoke.server.ts';
import { permissions } from '../permissions.ts';
import { linesOf } from '../staff/read-application.server.ts';
import type { Body } from '../states.ts';
import {
	callHindrance,
	callStepKeys,
	callWorkflow,
	payingStates,
	type CallState,
	type CallStepKey
} from './call-workflow.ts';
import { decidersOf, type ChangeContent } from './change.ts';
import { presentOf } from './present.server.ts';

/** A call for money with what the reader may do with it. */
export type CallRow = Readonly<{
	id: string;
	number: number;
	amountCents: number;
	purpose: string;
	state: CallState;
	revision: number;
	requestedOn: string;
	checkedOn: string | null;
	/** Null where nobody did yet, or the account is gone. */
	checkedBy: string | null;
	releasedOn: string | null;
	releasedBy: string | null;
	paidOn: string | null;
	reference: string;
	reason: string;
	steps: readonly CallStepKey[];
	/** The reader checked it and so cannot release it. */
	needsAnother: boolean;
}>;

/** A request for a change. */
export type ChangeRow = Readonly<{
	id: string;
	number: number;
	state: 'requested' | 'approved' | 'rejected' | 'withdrawn';
	revision: number;
	content: ChangeContent;
	reason: string;
	requestedOn: string;
	answer: string;
	answeredOn: string | null;
	/** Null while nobody has answered. */
	decidedByBody: Body | null;
	paper: string;
	/** Who may grant it. */
	deciders: readonly Body[];
}>;

/** What everybody sees of an application's money. */
export type MoneyParts = Readonly<{
	money: ApplicationMoney;
	/** Free in the pot, in cents. */
	potFreeCents: number;
	potName: string;
	calls: readonly CallRow[];
	changes: readonly ChangeRow[];
	letters: readonly LetterRow[];
	costs: readonly Readonly<{ id: string; category: string; label: string; cents: number }>[];
	/** Demanded and not come back yet. */
	outstandingCents: number;
}>;

/**
 * For the applicant's pages; before the notice there is no money to speak of. Ask for the right before.
 * @throws Refusal application_unknown (404)
 */
export async function ownMoney(
	db: Db,
	actor: Actor,
	application: Application
): Promise<MoneyParts> {
	if (!isTold(application)) throw new Refusal('missing', 'application_unknown');
	return moneyParts(db, actor, application);
}

/** Ask for the right before. */
export async function moneyParts(
	db: Db,
	actor: Actor,
	application: Application
): Promise<MoneyParts> {
	const { applicationId, potId } = application;
	const pot = await potSubject(db, potId);
	const lines = await linesOf(db, applicationId);
	return {
		money: await moneyOf(db, applicationId),
		potFreeCents: pot.amountCents - pot.committedCents,
		potName: pot.name,
		calls: await callsOf(db, actor, application),
		changes: await changesOf(db, application),
		letters: await lettersOf(db, applicationId),
		costs: lines
			.filter(({ side }) => side === 'cost')
			.map(({ id, category, label, plannedCents, grantedCents }) => ({
				id,
				category,
				label,
				cents: grantedCents ?? plannedCents
			})),
		outstandingCents: await outstandingOf(db, application)
	};
}

async function callsOf(db: Db, actor: Actor, application: Application): Promise<CallRow[]> {
	const rows = await db
		.selectFrom('fundCalls as c')
		.leftJoin('accounts as k', 'k.id', 'c.checkedBy')
		.leftJoin('accounts as l', 'l.id', 'c.releasedBy')
		.select(['c.id', 'c.number', 'c.amountCents', 'c.purpose', 'c.state', 'c.revision'])
		.select(['c.requestedOn', 'c.checkedOn', 'c.releasedOn', 'c.paidOn', 'c.reference', 'c.reason'])
		.select(['c.checkedBy as checkedById'])
		.select(['k.displayName as checkedBy', 'l.displayName as releasedBy'])
		.where('c.applicationId', '=', application.applicationId)
		.orderBy('c.number', 'desc')
		.execute();
	return rows.map(({ checkedById, ...row }) => {
		const state = row.state as CallState;
		const { paidOn } = row;
		const facts = { applicationState: application.state, state, checkedBy: checkedById, paidOn };
		const me = actor.kind === 'account' ? actor.accountId : null;
		const against = (step: CallStepKey) => callHindrance(step, facts, me);
		const allowed = callStepKeys.filter((step) =>
			can(permissions, actor, callWorkflow[step].right, application)
		);
		return {
			...row,
			state,
			steps: allowed.filter((step) => against(step) === null),
			needsAnother: allowed.some((step) => against(step) === 'four_eyes')
		};
	});
}

async function changesOf(db: Db, application: Application): Promise<ChangeRow[]> {
	const rows = await db
		.selectFrom('fundChanges')
		.select(['id', 'number', 'state', 'revision', 'content', 'reason'])
		.select(['requestedOn', 'answer', 'answeredOn', 'decidedByBody', 'paper'])
		.where('applicationId', '=', application.applicationId)
		.orderBy('number', 'desc')
		.execute();
	const present = await presentOf(db, application);
	return (rows as unknown as Omit<ChangeRow, 'deciders'>[]).map((row) => ({
		...row,
		deciders: decidersOf(row.content.grantedCents ?? present.grantedCents, present)
	}));
}

/** A call can be made now, and for something. */
export const mayCall = (application: Application, { money }: MoneyParts): boolean =>
	payingStates.includes(application.state) && money.callableCents > 0;
