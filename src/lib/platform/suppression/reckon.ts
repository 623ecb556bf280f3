import type { Arc, Network } from './network.ts';

/** What an arc costs that may be used; null: it may not. */
type CostOf = (arc: Arc) => number | null;
type Way = readonly Readonly<{ arc: number; forward: boolean }>[];

/** How far one number can be moved when those that are fixed stand still; its own value lies between. */
export type Room = Readonly<{
	below: number;
	above: number;
	/** What has been moved by then, arc by arc, in each direction: the next way has to lead around it. */
	moved: Readonly<{ below: readonly number[]; above: readonly number[] }>;
}>;

/**
 * Between which numbers an outsider knows the number of `own`, exactly, by the largest flow that can be sent around it.
 * @param isHidden arcs that are not told
 * @param enough as much room as is asked for: what goes beyond is not looked for
 */
export function roomOf(
	network: Network,
	own: number,
	isHidden: (arc: Arc) => boolean,
	enough: number
): Room {
	const { from, to, value, most } = network.arcs[own]!;
	const cost: CostOf = (arc) => (isHidden(arc) ? 0 : null);
	const above = flow(network, own, { start: to, end: from, most: most - value, enough, cost });
	const rest = Math.max(0, enough - above.sent);
	const below = flow(network, own, { start: from, end: to, most: value, enough: rest, cost });
	return {
		above: above.sent,
		below: below.sent,
		moved: { above: above.moved, below: below.moved }
	};
}

/**
 * The cheapest way to so much more room, or to some where no single way gives all of it; null: there is none.
 * @param cost of using an arc, at least 0
 */
export function cheapestWay(
	network: Network,
	own: number,
	{ above, below, moved }: Room,
	{ more, cost }: Readonly<{ more: number; cost: (arc: Arc) => number }>
): readonly Arc[] | null {
	const { from, to, value, most } = network.arcs[own]!;
	const way = (width: number) => {
		const ways = [
			most - value - above >= width
				? wayBetween(network, own, { start: to, end: from, width, cost }, moved.above)
				: null,
			value - below >= width
				? wayBetween(network, own, { start: from, end: to, width, cost }, moved.below)
				: null
		];
		return ways.filter((found) => found !== null).sort((a, b) => a.cost - b.cost)[0];
	};
	const best = way(more) ?? way(1);
	return best ? best.way.map(({ arc }) => network.arcs[arc]!) : null;
}

type Sending = Readonly<{ start: number; end: number; most: number; enough: number; cost: CostOf }>;

/** Augmenting paths (Ford and Fulkerson 1956), one after the other: so little is sent that this is fast. */
function flow(network: Network, own: number, { start, end, most, enough, cost }: Sending) {
	const moved = network.arcs.map(() => 0);
	const wanted = Math.min(most, enough);
	let sent = 0;
	while (sent < wanted) {
		const found = wayBetween(network, own, { start, end, width: 1, cost }, moved);
		if (!found) break;
		const free = found.way.map(({ arc, forward }) =>
			residual(network.arcs[arc]!, moved[arc]!, forward)
		);
		const more = Math.min(wanted - sent, ...free);
		for (const { arc, forward } of found.way) moved[arc]! += forward ? more : -more;
		sent += more;
	}
	return { sent, moved };
}

const residual = ({ value, most }: Arc, moved: number, forward: boolean): number =>
	forward ? most - value - moved : value + moved;

type Searching = Readonly<{
	start: number;
	end: number;
	/** How much has to fit through. */
	width: number;
	cost: CostOf;
}>;

/** Bellman and Ford with a queue; every cost is at least 0. */
function wayBetween(
	{ nodes, arcs }: Network,
	own: number,
	{ start, end, width, cost }: Searching,
	moved: readonly number[]
): { cost: number; way: Way } | null {
	const best = Array.from({ length: nodes }, () => Infinity);
	const cameBy: ({ arc: number; forward: boolean } | undefined)[] = [];
	best[start] = 0;
	const usable = arcs.flatMap((arc, index) => {
		const price = index === own ? null : cost(arc);
		return price === null ? [] : [{ arc, index, price }];
	});
	const outOf = Map.groupBy(
		usable.flatMap((one) => [
			{ ...one, at: one.arc.from, next: one.arc.to, forward: true },
			{ ...one, at: one.arc.to, next: one.arc.from, forward: false }
		]),
		({ at }) => at
	);
	for (const queue = [start]; queue.length > 0;) {
		const node = queue.shift()!;
		for (const { arc, index, price, next, forward } of outOf.get(node) ?? []) {
			if (best[node]! + price >= best[next]!) continue;
			if (residual(arc, moved[index]!, forward) < width) continue;
			best[next] = best[node]! + price;
			cameBy[next] = { arc: index, forward };
			queue.push(next);
		}
	}
	if (best[end] === Infinity) return null;
	return { cost: best[end]!, way: backFrom(arcs, end, start, cameBy) };
}

function backFrom(
	arcs: readonly Arc[],
	end: number,
	start: number,
	cameBy: readonly ({ arc: number; forward: boolean } | undefined)[]
): Way {
	const way: { arc: number; forward: boolean }[] = [];
	for (let node = end; node !== start;) {
		const step = cameBy[node]!;
		way.push(step);
		node = step.forward ? arcs[step.arc]!.from : arcs[step.arc]!.to;
	}
	return way;
}
