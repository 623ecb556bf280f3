import { fromLocal, toLocal } from '../local-time.ts';
import { windowsZones } from './windows-zones.ts';
import { wallClockOf, wallClockPlus } from './wall-clock.ts';

/** Between a wall clock somewhere and a moment. In the gap of a clock change an hour later, in a double hour the first. */
export type Zone = Readonly<{
	/** Same wall clock as Europe/Berlin at every moment. */
	isOurs: boolean;
	at(local: string): Date;
	local(at: Date): string;
}>;

export const ourZone: Zone = { isOurs: true, at: (local) => fromLocal(local)!, local: toLocal };
export const utcZone: Zone = {
	isOurs: false,
	at: (local) => new Date(`${local}Z`),
	local: wallClockOf
};

/**
 * A zone by its name: IANA, a Windows name, or an IANA name behind a prefix ("/mozilla.org/20050126_1/Europe/Berlin").
 * Null: nobody knows it.
 */
export function zoneNamed(name: string): Zone | null {
	const plain = name.trim().replace(/^"|"$/g, '');
	const behind = /([A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?)$/.exec(plain)?.[1];
	for (const known of [windowsZones[plain], plain, behind, behind?.replace(/^[^/]+\//, '')]) {
		const zone = known ? ianaZone(known) : null;
		if (zone) return zone;
	}
	return null;
}

const zones = new Map<string, Zone>();

function ianaZone(name: string): Zone | null {
	// Offsets such as +02:00 are no zones: nobody knows their summer.
	if (!/^[A-Za-z]/.test(name)) return null;
	const known = zones.get(name);
	if (known) return known;
	try {
		const format = new Intl.DateTimeFormat('sv-SE', {
			timeZone: name,
			dateStyle: 'short',
			timeStyle: 'short'
		});
		const resolved = format.resolvedOptions().timeZone;
		const zone =
			resolved === 'Europe/Berlin' ? ourZone : zoneOf((at) => format.format(at).replace(' ', 'T'));
		zones.set(name, zone);
		return zone;
	} catch {
		return null;
	}
}

/** A zone by what its clock shows. */
export function zoneOf(local: (at: Date) => string): Zone {
	const offset = (at: number) => Date.parse(`${local(new Date(at))}Z`) - at;
	return {
		isOurs: false,
		local,
		at(wall) {
			const guess = Date.parse(`${wallClockPlus(wall, 0)}Z`);
			// A day before and after a change, the clock shows what it showed before and will show.
			const [before, after] = [offset(guess - 86_400_000), offset(guess + 86_400_000)];
			const first = [before, after]
				.map((offset) => new Date(guess - offset))
				.sort((one, other) => one.getTime() - other.getTime())
				.find((at) => local(at) === wall);
			return first ?? new Date(guess - before);
		}
	};
}
