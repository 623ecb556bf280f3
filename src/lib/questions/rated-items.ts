import type { Option } from './option-lines.ts';

/** The reason carries the places of the items that are not answered yet: the message names them. */
const reason = /^items_missing((?:_\d+)+)$/;

/** What is missing of an answer about several items; null: nothing. */
export function missingItems(
	items: readonly Option[],
	answered: (id: string) => boolean
): string | null {
	const missing = items.flatMap(({ id }, n) => (answered(id) ? [] : [n]));
	return missing.length > 0 ? `items_missing_${missing.join('_')}` : null;
}

/** The items that a reason of `missingItems` names; null: it is another reason. */
export function itemsNamed<Item>(items: readonly Item[], reasonCode: string): Item[] | null {
	const places = reason.exec(reasonCode)?.[1];
	if (places === undefined) return null;
	return places
		.slice(1)
		.split('_')
		.flatMap((place) => items[Number(place)] ?? []);
}
