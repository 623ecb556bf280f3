import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { announceChange } from './announce.server.ts';
import { endBeside } from './beside/moves.server.ts';
import { dropControlLinks } from './control-links.server.ts';
import { permissions } from './permissions.ts';
import type { LiveVerb } from './history-text.ts';
import { moves, type Move } from './moves.server.ts';
import { isPossible, workflow, type Command, type Standing } from './rules.ts';
import type { CommandInput } from './schema.ts';
import { claimVersion, recordOf, sessionSubject } from './session.server.ts';

/** What surrounds a command: the time and the smallest number of people that may stand together. */
export type Circumstances = Readonly<{ now: Date; smallCellK: number }>;

/** The word in the audit trail for each command. */
const told: Readonly<Record<Command, LiveVerb>> = {
	start: 'started',
	openQuestion: 'opened',
	next: 'advanced',
	repeat: 'repeated',
	close: 'closed',
	reopen: 'reopened',
	reveal: 'revealed',
	conceal: 'concealed',
	showResult: 'resultShown',
	toLobby: 'lobbyShown',
	reset: 'questionReset',
	freeze: 'frozen',
	unfreeze: 'unfrozen',
	startTimer: 'timerStarted',
	addTime: 'timeAdded',
	stopTimer: 'timerStopped',
	showBeside: 'besideShown',
	hideBeside: 'besideHidden',
	openAll: 'allOpened',
	closeAll: 'allClosed',
	end: 'ended',
	resume: 'resumed'
};

/**
 * One press of a moderator's button: the whole step or nothing.
 * @throws StateMovedOn (409) when somebody else pressed first
 * @throws Refusal not_possible_now, no_further_question, no_result_yet, few_ballots, crosstab_kept, not_beside (409),
 * question_unknown (422)
 */
export async function conduct(
	db: Db,
	actor: Actor,
	activityId: string,
	input: CommandInput,
	circumstances: Circumstances
): Promise<{ version: number; standing: Standing }> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	return db.transaction().execute(async (trx) => {
		const before = await claimVersion(trx, activityId, Number(input.version));
		const standing = workflow[before.standing][input.command];
		if (!standing || !isPossible(input.command, before.standing, before))
			throw new Refusal('conflict', 'not_possible_now');
		if (before.beside) await endBeside(trx, activityId);
		const move: Move = { trx, before, input, ...circumstances };
		const detail = await moves[input.command](move);
		if (standing === 'ended') await dropControlLinks(trx, activityId);
		await recordOf(trx, actor, session, told[input.command], {
			...detail,
			version: before.version
		});
		await announceChange(trx, activityId);
		return { version: before.version, standing };
	});
}

/** Ends a session nobody ended: a forgotten one, or one whose time is over. */
export async function endByItself(
	trx: Trx,
	actor: Actor,
	session: { activityId: string; placeId: string },
	{ now, why }: { now: Date; why: 'forgotten' | 'closing' }
): Promise<void> {
	const { version } = await trx
		.selectFrom('liveSessions')
		.select('version')
		.where('activityId', '=', session.activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const before = await claimVersion(trx, session.activityId, version);
	if (!workflow[before.standing].end) return;
	if (before.beside) await endBeside(trx, session.activityId);
	await moves.end({ trx, before, input: { command: 'end', version }, now, smallCellK: 0 });
	await dropControlLinks(trx, session.activityId);
	await recordOf(trx, actor, session, 'ended', { [why]: true, version: before.version });
	await announceChange(trx, session.activityId);
}
