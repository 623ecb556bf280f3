/** From the outside in; a place lies in a place of a kind further out, so the tree can have no circle. */
export const placeKinds = ['city', 'district', 'socialSpace', 'quarter', 'square'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Whether a place of the one kind can lie in a place of the other. */
export const mayLieIn = (inner: PlaceKind, outer: PlaceKind): boolean =>
	placeKinds.indexOf(inner) > placeKinds.indexOf(outer);
