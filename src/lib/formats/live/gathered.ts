/**
 * Calls `then` at once for the first of many, and once more after the pause for all that came meanwhile.
 * @param pause in milliseconds
 */
export function gathered(pause: number, then: (key: string) => void): (key: string) => void {
	/** Keys that were told of within the pause, and whether they have to be told of again. */
	const told = new Map<string, boolean>();

	return function tell(key) {
		if (told.has(key)) return void told.set(key, true);
		told.set(key, false);
		then(key);
		setTimeout(() => {
			const again = told.get(key);
			told.delete(key);
			if (again) tell(key);
		}, pause).unref();
	};
}
