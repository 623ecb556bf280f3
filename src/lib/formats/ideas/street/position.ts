/** Longest wait for the phone's position; between houses some never find one. */
const longestWait = 8000;
/** A position of the last half minute is where somebody still stands. */
const oldest = 30_000;

export type Position = Readonly<{ lat: number; lng: number; metres: number }>;
export type NoPosition = 'denied' | 'late' | 'unavailable';

/** Where the phone is, or why it does not say. Works without a network. */
export function findPosition(): Promise<Position | NoPosition> {
	if (!('geolocation' in navigator)) return Promise.resolve('unavailable');
	return new Promise((resolve) =>
		navigator.geolocation.getCurrentPosition(
			({ coords }) =>
				resolve({
					lat: coords.latitude,
					lng: coords.longitude,
					metres: Math.round(coords.accuracy)
				}),
			({ code }) => resolve(code === 1 ? 'denied' : code === 3 ? 'late' : 'unavailable'),
			{ timeout: longestWait, maximumAge: oldest, enableHighAccuracy: true }
		)
	);
}
