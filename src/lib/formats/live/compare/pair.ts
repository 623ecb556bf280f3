import type { Comparison } from './comparison.ts';
import { changeOf } from './parts.ts';

/**
 * Two of the times of a comparison, with what the whole says of them and nothing else: compared anew, without the others,
 * they could show a cell that is hidden beside these, and whoever saw both would know it. Null: one of them is left out,
 * or nothing is shown of both.
 */
export function pairOf(comparison: Comparison, before: string, now: string): Comparison | null {
	const compared = comparison.times.filter(({ leftOut }) => leftOut === null);
	const places = [before, now].map((key) => compared.findIndex((time) => time.key === key));
	if (places.includes(-1)) return null;
	const parts = comparison.parts.map((part) => ({
		...part,
		values: places.map((place) => part.values[place] ?? null)
	}));
	if (!parts.some((part) => changeOf(part) !== null)) return null;
	return { ...comparison, times: places.map((place) => compared[place]!), parts };
}
