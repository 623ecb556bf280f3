/** Ideas of a month (YYYY-MM) or of a year (YYYY). */
export type Period = Readonly<{ key: string; ideas: number }>;

/** So many months fit into one picture; after that years say more. */
const mostMonths = 24;

/** Every month from the first to the last one, also those without an idea; years where that would be too many. */
export function monthsInOrder(found: readonly Period[]): Period[] {
	const counts = new Map(found.map(({ key, ideas }) => [key, ideas]));
	const keys = [...counts.keys()].sort();
	const [first, last] = [keys[0], keys.at(-1)];
	if (first === undefined || last === undefined) return [];
	const months = upTo(indexOf(first), indexOf(last)).map(monthOf);
	if (months.length <= mostMonths)
		return months.map((key) => ({ key, ideas: counts.get(key) ?? 0 }));
	return upTo(Number(first.slice(0, 4)), Number(last.slice(0, 4))).map((year) => ({
		key: String(year),
		ideas: found
			.filter(({ key }) => key.startsWith(`${year}-`))
			.reduce((sum, { ideas }) => sum + ideas, 0)
	}));
}

const indexOf = (month: string): number =>
	Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

const monthOf = (index: number): string =>
	`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

const upTo = (from: number, to: number): number[] =>
	Array.from({ length: to - from + 1 }, (_, step) => from + step);
