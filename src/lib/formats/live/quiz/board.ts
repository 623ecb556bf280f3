import type { Nickname } from './nickname.ts';

/** Somebody who plays along, with what they have. */
export type Scored = Readonly<{ name: Nickname; points: number }>;
export type Ranked<Player extends Scored = Scored> = Player & Readonly<{ place: number }>;

/** What everybody sees of the leaderboard. */
export type Board = Readonly<{
	/** People who play along. */
	players: number;
	top: readonly Ranked[];
	/** Players with as many points as the last one shown, for whom there is no room. */
	tied: number;
}>;

/** More names than this nobody reads from 20 m, and every phone is sent them. */
export const mostOnBoard = 5;

/** Most points first; equal points, equal place, and the next place is left out (1, 2, 2, 4). */
export function ranked<Player extends Scored>(players: readonly Player[]): Ranked<Player>[] {
	const sorted = [...players].sort((a, b) => b.points - a.points || inOrder(a.name, b.name));
	let place = 0;
	return sorted.map((player, index) => {
		if (player.points !== sorted[index - 1]?.points) place = index + 1;
		return { ...player, place };
	});
}

const inOrder = (a: Nickname, b: Nickname) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/**
 * Who leads. Nobody without a point stands on it, so that it shames nobody.
 * @param k with fewer players everybody in the room could tell who is who: there is no board (SMALL_CELL_K)
 */
export function boardOf(standings: readonly Ranked[], k: number): Board | null {
	if (standings.length < k) return null;
	const winners = standings.filter(({ points }) => points > 0);
	const top = winners
		.slice(0, mostOnBoard)
		.map(({ name, points, place }) => ({ name, points, place }));
	const last = top.at(-1)?.points;
	const tied = winners.slice(mostOnBoard).filter(({ points }) => points === last).length;
	return { players: standings.length, top, tied };
}
