import { m } from '../../platform/i18n/paraglide/messages.js';
import type { PlaceKind } from './kinds.ts';

const texts: Record<PlaceKind, () => string> = {
	city: m.places_kind_city,
	district: m.places_kind_district,
	socialSpace: m.places_kind_social_space,
	quarter: m.places_kind_quarter,
	square: m.places_kind_square
};

/** "Stadtbezirk", in the reader's language. */
export const kindText = (kind: PlaceKind): string => texts[kind]();
