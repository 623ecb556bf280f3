import { Refusal } from '../errors.ts';

/** A form is read as a whole, so what all of them may take of the memory at once is limited. */
const mostBytes = 200 * 1024 * 1024;
/** Below this nobody is refused: text must always get through. */
const alwaysTaken = 1024 * 1024;

/**
 * Counts the bodies that are on their way.
 * @returns what reads a body of so many bytes; it throws Refusal `away` uploads_busy (503) where too much is on its way
 */
export function uploadBudget(): <T>(bytes: number, read: () => Promise<T>) => Promise<T> {
	let onTheWay = 0;
	return async (bytes, read) => {
		if (bytes > alwaysTaken && onTheWay + bytes > mostBytes) {
			throw new Refusal('away', 'uploads_busy');
		}
		onTheWay += bytes;
		try {
			return await read();
		} finally {
			onTheWay -= bytes;
		}
	};
}
