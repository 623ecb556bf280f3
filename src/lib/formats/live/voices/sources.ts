import type { Tally } from '../../../questions/contract.ts';
import { countOf } from '../../../questions/tally.ts';

/** How somebody's voice came in: by their own phone, at the tablet that goes round, by a raised hand, on paper. */
export const sources = ['phone', 'tablet', 'hands', 'paper'] as const;
export type Source = (typeof sources)[number];

/** Sources other than people's own phones, which are what is left of the whole. */
export type RoomSource = Exclude<Source, 'phone'>;

/** People by source, without phones; null: everybody used their own phone. */
export type RoomCounts = Readonly<Partial<Record<RoomSource, number>>> | null;

/** Tallies by source, without phones. */
export type RoomTallies = Readonly<Partial<Record<RoomSource, Tally>>>;

/** People by source, as everybody may know them: only sources that there are, phones first. */
export function peopleBySource(
	ballots: number,
	room: RoomCounts
): readonly Readonly<{ source: Source; people: number }>[] {
	const elsewhere = Object.values(room ?? {}).reduce((sum, people) => sum + people, 0);
	const counts = { ...room, phone: Math.max(0, ballots - elsewhere) };
	return sources
		.map((source) => ({ source, people: counts[source] ?? 0 }))
		.filter(({ people }) => people > 0);
}

/** The whole taken apart: each source's own tally, phones being what the others leave. */
export function tallyBySource(
	whole: Tally,
	room: RoomTallies
): Readonly<Partial<Record<Source, Tally>>> {
	const others = Object.values(room);
	const left = (all: number, part: (tally: Tally) => number) =>
		Math.max(
			0,
			others.reduce((rest, tally) => rest - part(tally), all)
		);
	const counts = Object.keys(whole.counts).map(
		(key) => [key, left(countOf(whole, key), (tally) => countOf(tally, key))] as const
	);
	const phone = {
		ballots: left(whole.ballots, ({ ballots }) => ballots),
		counts: Object.fromEntries(counts)
	};
	return phone.ballots > 0 ? { phone, ...room } : room;
}
