import { isSmall } from '../../../platform/suppression/small.ts';

/**
 * Which counts of one result are not shown beside others: those of fewer than k people, those that all but fewer than k
 * people said, and, so that none of them follows from the rest, the smallest further ones until those that are not shown
 * have k people together (at least two cells per line and a sum of k: Hundepool et al., Statistical Disclosure Control,
 * 2012, 4.3; the rule of Cox, Suppression Methodology and Statistical Disclosure Control, JASA 75, 1980).
 * @param counts people per row; several rows per person are possible
 * @param people who answered
 * @param absent rows that the table leaves out anyway
 * @returns for each row whether it is hidden
 */
export function hiddenShares(
	counts: readonly number[],
	people: number,
	absent: readonly boolean[],
	k: number
): boolean[] {
	const isFew = (count: number) => isSmall(count, k);
	const hidden = counts.map(
		(count, n) => Boolean(absent[n]) || isFew(count) || isFew(people - count)
	);
	const sum = (of: boolean) =>
		counts.reduce((total, count, n) => (hidden[n] === of ? total + count : total), 0);
	// Where everybody said one thing, whoever sees the others knows what is left of all.
	while (isFew(people - sum(false)) && hidden.includes(false)) {
		const shown = counts.flatMap((count, n) => (!hidden[n] && count > 0 ? [count] : []));
		if (shown.length === 0) break;
		const least = Math.min(...shown);
		hidden[counts.findIndex((count, n) => !hidden[n] && count === least)] = true;
	}
	return hidden;
}
