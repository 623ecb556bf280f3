import { cleanLine } from '../../../platform/clean-text.ts';
import type { Geocoder } from '../../../platform/geocoder.server.ts';
import { searchField, type AddressSearch } from '../../../questions/address-search.ts';
import { questionType } from '../../../questions/registry.ts';
import type { LiveService } from '../service.ts';

/** Before anybody has searched. The page opens the form again where somebody changes their answer. */
export const emptySearch: AddressSearch = {
	action: '?/vote&change',
	typed: '',
	results: [],
	answered: true
};

const longestSearch = 100;

/** What a search found, and the answer as it was filled in so far: nothing is counted. */
export type FoundAddress = Readonly<{ search: AddressSearch; answer: unknown }>;

/**
 * Searches in the area that the question on the stage asks about. The search server learns what was searched, not by whom.
 * @throws Refusal code_unknown, code_expired
 */
export async function findAddress(
	{ live, code }: Readonly<{ live: LiveService; code: string }>,
	geocoder: Geocoder | null,
	form: FormData,
	locale: string
): Promise<FoundAddress> {
	const { question } = await live.snapshot(code);
	const typed = cleanLine(String(form.get(searchField) ?? '')).slice(0, longestSearch);
	if (!question || !geocoder || !typed) return { search: emptySearch, answer: undefined };
	const type = questionType(question.type);
	const answer = type.answerFromForm(question.config, form);
	const [area] = type.material(question.config).areas;
	if (!area) return { search: emptySearch, answer };
	const [west, south, east, north] = area.box;
	const found = await geocoder(typed, { west, south, east, north }, locale);
	return {
		search: { ...emptySearch, typed, results: found ?? [], answered: found !== null },
		answer
	};
}
