const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Longest address of an activity, in characters. */
export const slugLength = 60;
/** Room for a number behind it. */
const longest = slugLength - 5;

/**
 * The address that a title suggests: "Platz-Konzept Kesselbrink" is `platz-konzept-kesselbrink`.
 * @param fallback for a title in a script that has no Latin letters
 */
export function slugOf(title: string, fallback: string): string {
	const words = title
		.toLowerCase()
		.replace(/[äöüß]/g, (letter) => german[letter]!)
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
	return words || fallback;
}

/** The first address like this one that nobody has: `kesselbrink`, `kesselbrink-2`, … */
export function firstFreeSlug(wanted: string, taken: ReadonlySet<string>): string {
	if (!taken.has(wanted)) return wanted;
	let number = 2;
	while (taken.has(`${wanted}-${number}`)) number += 1;
	return `${wanted}-${number}`;
}
