import { shortName } from '../short-name.ts';
import type { AskList } from './snapshot.ts';

/** Names what of the list is more than a count: another mark is another list to draw. */
export const askMark = ({ open, veiled, total, asks }: AskList): string =>
	shortName(
		JSON.stringify([
			open,
			veiled,
			total,
			asks.map(({ id, text, answer, answered }) => [id, text, answer, answered])
		])
	);
