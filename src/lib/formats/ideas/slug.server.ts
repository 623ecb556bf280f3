import type { Db } from '../../platform/db/database.server.ts';
import { limits } from './schema.ts';

const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
/** For a title in a script that has no Latin letters. */
const fallback = 'ideen';
/** Room for a number behind it. */
const longest = limits.slug - 5;

/** The address that a title suggests: "Platz-Konzept Kesselbrink" is `platz-konzept-kesselbrink`. Never empty. */
export function slugOf(title: string): string {
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

/** The first address like this one that no map has: `kesselbrink`, `kesselbrink-2`, … */
export async function freeSlug(db: Db, wanted: string): Promise<string> {
	const rows = await db
		.selectFrom('ideaMaps')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	const taken = new Set(rows.map(({ slug }) => slug));
	if (!taken.has(wanted)) return wanted;
	let number = 2;
	while (taken.has(`${wanted}-${number}`)) number += 1;
	return `${wanted}-${number}`;
}
