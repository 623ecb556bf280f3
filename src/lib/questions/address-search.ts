/** An address search beside a question about a place: another way to it than pointing. */
export type AddressSearch = Readonly<{
	/** Where the form goes to search; it brings back everything that was filled in. */
	action: string;
	/** What was searched for; empty: nothing yet. */
	typed: string;
	results: readonly Readonly<{ label: string; lat: number; lng: number }>[];
	/** False: no answer came. */
	answered: boolean;
}>;

/** Names of the field with what is searched for, and of the button that searches instead of answering. */
export const searchField = 'find';
export const searchPress = { name: 'press', value: 'find' } as const;
