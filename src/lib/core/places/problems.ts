/**
 * What is wrong in a file of places or boundaries. The place in the file comes with it: line from 1, and for
 * GeoJSON the index of the feature from 0, as in the file's `features`.
 */
export type FileProblem = Readonly<{
	code: FileProblemCode;
	line: number;
	/** Which field of the entry, e.g. `lat` or `geometry.coordinates[0]`. */
	field?: string;
	feature?: number;
	/** What was found there, shortened. */
	found?: string;
}>;

export type FileProblemCode =
	| 'too_large'
	| 'not_json'
	| 'not_a_list'
	| 'too_many'
	| 'missing'
	| 'text_expected'
	| 'number_expected'
	| 'count_expected'
	| 'unknown_field'
	| 'id_shape'
	| 'kind_unknown'
	| 'lat_range'
	| 'lng_range'
	| 'half_a_position'
	| 'id_twice'
	| 'parent_unknown'
	| 'parent_wrong_kind'
	| 'city_has_parent'
	| 'parent_missing'
	| 'not_a_feature_collection'
	| 'not_a_feature'
	| 'geometry_wrong_type'
	| 'ring_missing'
	| 'ring_short'
	| 'ring_open'
	| 'ring_long'
	| 'ring_crosses'
	| 'not_an_area'
	| 'coordinate_wrong'
	| 'coordinate_range'
	| 'coordinate_swapped'
	| 'coordinate_projected'
	| 'other_reference_system'
	| 'place_ambiguous'
	| 'place_twice'
	| 'nothing_matches';

/** So many are told at once; a file with more is usually wrong in one way everywhere. */
export const mostProblems = 20;
export const mostCharacters = 2_000_000;

/** A short form of what stands in the file, for the message. */
export function shortened(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
