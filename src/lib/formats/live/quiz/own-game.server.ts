import type { Db } from '../../../platform/db/database.server.ts';
import type { LiveService } from '../service.ts';
import type { OwnGame } from './own-game.ts';
import { ownPlayer } from './players.server.ts';

type Asking = Readonly<{ live: LiveService; code: string; token: string | null }>;

/**
 * What somebody may know of their own game; null: they do not play along.
 * @throws Refusal code_unknown, code_expired
 */
export async function ownGame(db: Db, { live, code, token }: Asking): Promise<OwnGame | null> {
	const { activityId, participant } = await live.person({ code, token });
	if (!participant) return null;
	const player = await ownPlayer(db, { activityId, participant });
	if (!player) return null;
	const { ranked, byParticipant, questions, board } = await live.standings(code);
	const own = byParticipant.get(participant.toString('hex'));
	return {
		...player,
		questions,
		points: own?.points ?? 0,
		players: ranked.length,
		place: board && own ? own.place : null
	};
}
