import { cleanLine } from '../../../platform/clean-text.ts';
import type { Geocoder } from '../../../platform/geocoder.server.ts';
import { searchField, type AddressSearch } from '../../../questions/address-search.ts';
import { questionType } from '../../../questions/registry.ts';
import type { Brake } from '../../../platform/brake.ts';
import { Refusal } from '../../../platform/errors.ts';
import { tokenOf, type Door } from './forms.server.ts';

/** Before anybody has searched. The page opens the form again where somebody changes their answer. */
export const emptySearch: AddressSearch = {
	action: '?/vote&change',
	typed: '',
	results: [],
	answered: true
};

const longestSearch = 100;

/**
 * Searches in 10 minutes: one person finds a place with a few; a hall behind one address has a third of what all sessions
 * together can ask the search server.
 */
export const searchLimits = { person: 20, address: 200, window: 600_000 } as const;

/** Who searches where: the search server is one for all, so nobody may keep it busy. */
export type Searching = Readonly<{
	geocoder: Geocoder | null;
	brakes: Readonly<{ person: Brake; address: Brake }>;
	/** Network address of whoever asks; it goes no further than the brake. */
	address: string;
}>;

/** What a search found, and the answer as it was filled in so far: nothing is counted. */
export type FoundAddress = Readonly<{ search: AddressSearch; answer: unknown }>;

/**
 * Searches in the area that the question on the stage asks about, and joins first where somebody has not. The search server learns what was searched, not by whom.
 * @throws Refusal code_unknown, code_expired
 */
export async function findAddress(
	door: Door,
	{ geocoder, ...who }: Searching,
	form: FormData,
	locale: string
): Promise<FoundAddress> {
	const { question } = await door.live.snapshot(door.code);
	const typed = cleanLine(String(form.get(searchField) ?? '')).slice(0, longestSearch);
	if (!question || !geocoder || !typed) return { search: emptySearch, answer: undefined };
	const type = questionType(question.type);
	const answer = type.answerFromForm(question.config, form);
	const [area] = type.material(question.config).areas;
	if (!area) return { search: emptySearch, answer };
	const [west, south, east, north] = area.box;
	const isFree = await maySearch(door, who);
	const found = isFree ? await geocoder(typed, { west, south, east, north }, locale) : null;
	return {
		search: { ...emptySearch, typed, results: found ?? [], answered: found !== null },
		answer
	};
}

/** False: they have searched a lot, or nobody may join. The list of fields is there all the same. */
async function maySearch(door: Door, { brakes, address }: Omit<Searching, 'geocoder'>) {
	const where = `${door.code} ${address}`;
	try {
		const token = await tokenOf(door);
		const { participant } = await door.live.person({ code: door.code, token });
		const who = participant!.toString('hex');
		if (brakes.person.isOn(who) || brakes.address.isOn(where)) return false;
		brakes.person.count(who);
		brakes.address.count(where);
		return true;
	} catch (cause) {
		if (!(cause instanceof Refusal) || cause.reason.startsWith('code_')) throw cause;
		return false;
	}
}
