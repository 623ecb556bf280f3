import { demand } from '#lib/access/can.ts';
import { drawReceiptToken } from '#lib/core/receipts/receipts.server.ts';
import { cardCount } from '#lib/formats/ideas/collect/cards.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { permissions } from '#lib/formats/ideas/permissions.ts';
import { isLocale } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../../../../refused.ts';
import { shownOrigin } from '../../../../../shown-origin.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house, locale } = locals;
	const map = await orErrorPage(mapOf(db, params.id, house.clock()));
	await orErrorPage((async () => demand(permissions, actor, 'collect', map))());
	const asked = url.searchParams.get('language');
	const count = cardCount(url.searchParams.get('cards'));
	return {
		map: { activityId: map.activityId, slug: map.slug, title: map.title },
		categories: map.categories.filter(({ archived }) => !archived),
		language: asked && isLocale(asked) ? asked : locale,
		codes: Array.from({ length: count }, drawReceiptToken),
		origin: shownOrigin({ locals, url })
	};
};
