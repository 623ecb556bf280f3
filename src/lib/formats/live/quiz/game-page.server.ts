import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { tokenOf, type Door } from '../participant/forms.server.ts';
import type { LiveSnapshot } from '../snapshot.ts';
import type { Board } from './board.ts';
import type { OwnGame } from './own-game.ts';
import { ownGame } from './own-game.server.ts';
import { drawAgain, playAlong, stepBack } from './players.server.ts';

/** All that the page of the game shows to whoever asks for it. */
export type GamePage = Readonly<{
	snapshot: LiveSnapshot;
	game: OwnGame | null;
	/** Null: too few play along. */
	board: Board | null;
}>;

/** @throws Refusal code_unknown, code_expired, leaderboard_off (404) */
export async function gamePage(db: Db, door: Door): Promise<GamePage> {
	const snapshot = await door.live.snapshot(door.code);
	if (!snapshot.leaderboard) throw new Refusal('missing', 'leaderboard_off');
	const [game, { board }] = await Promise.all([ownGame(db, door), door.live.standings(door.code)]);
	return { snapshot, game, board };
}

export const gameActs = { play: playAlong, redraw: drawAgain, hide: stepBack } as const;
export type GameAct = keyof typeof gameActs;

/**
 * Does what a plain form of the page asks for, and joins first where somebody has not.
 * @returns null when done
 * @throws Refusal code_unknown, code_expired
 */
export async function actInGame(
	db: Db,
	door: Door,
	act: GameAct
): Promise<{ status: number; reason: string } | null> {
	try {
		const token = await tokenOf(door);
		const { activityId, participant } = await door.live.person({ code: door.code, token });
		await gameActs[act](db, { activityId, participant: participant! });
		// The page that comes now shows it, also where the bus is slower.
		door.live.forgetStandings(activityId);
		return null;
	} catch (cause) {
		if (!(cause instanceof Refusal) || cause.reason.startsWith('code_')) throw cause;
		return { status: cause.status, reason: cause.reason };
	}
}
