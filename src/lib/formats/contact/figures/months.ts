/** Contacts of a month, YYYY-MM. */
export type Period = Readonly<{ key: string; contacts: number }>;

/** So many months, the newest, fit into one picture. */
const mostMonths = 24;

/** Every month from the first to the last one, also those without a contact; of a long time the newest ones. */
export function monthsInOrder(
	found: readonly Readonly<{ key: string; contacts: number }>[]
): Period[] {
	const counts = new Map(found.map(({ key, contacts }) => [key, contacts]));
	const indices = [...counts.keys()].map(indexOf);
	if (indices.length === 0) return [];
	const first = Math.min(...indices);
	const last = Math.max(...indices);
	return Array.from({ length: last - first + 1 }, (_, step) => monthOf(first + step))
		.slice(-mostMonths)
		.map((key) => ({ key, contacts: counts.get(key) ?? 0 }));
}

const indexOf = (month: string): number =>
	Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

const monthOf = (index: number): string =>
	`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
