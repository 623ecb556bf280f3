import { Refusal } from './errors.ts';

/**
 * Lets at most `running` pieces of work run at once and `waiting` more wait their turn, first come, first served.
 * @returns what runs a piece of work; it throws Refusal `away` (503) with `reason` when too many wait already
 */
export function bounded({
	running,
	waiting,
	reason
}: {
	running: number;
	waiting: number;
	reason: string;
}): <T>(work: () => Promise<T>) => Promise<T> {
	let free = running;
	const queue: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free -= 1;
		else if (queue.length >= waiting) throw new Refusal('away', reason);
		else await new Promise<void>((resolve) => queue.push(resolve));
		try {
			return await work();
		} finally {
			// The place goes straight to the next in line, so that nobody who comes now overtakes.
			const next = queue.shift();
			if (next) next();
			else free += 1;
		}
	};
}
