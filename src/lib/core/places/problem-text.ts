import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';
import { placeKinds } from './kinds.ts';
import type { FileProblem, FileProblemCode } from './problems.ts';

const texts: Record<FileProblemCode, (options: { locale?: Locale }) => string> = {
	too_large: (to) => m.places_problem_too_large({}, to),
	not_json: (to) => m.places_problem_not_json({}, to),
	not_a_list: (to) => m.places_problem_not_a_list({}, to),
	too_many: (to) => m.places_problem_too_many({}, to),
	missing: (to) => m.places_problem_missing({}, to),
	text_expected: (to) => m.places_problem_text_expected({}, to),
	number_expected: (to) => m.places_problem_number_expected({}, to),
	count_expected: (to) => m.places_problem_count_expected({}, to),
	unknown_field: (to) => m.places_problem_unknown_field({}, to),
	id_shape: (to) => m.places_problem_id_shape({}, to),
	kind_unknown: (to) => m.places_problem_kind_unknown({ kinds: placeKinds.join(', ') }, to),
	lat_range: (to) => m.places_problem_lat_range({}, to),
	lng_range: (to) => m.places_problem_lng_range({}, to),
	half_a_position: (to) => m.places_problem_half_a_position({}, to),
	id_twice: (to) => m.places_problem_id_twice({}, to),
	parent_unknown: (to) => m.places_problem_parent_unknown({}, to),
	parent_wrong_kind: (to) => m.places_problem_parent_wrong_kind({}, to),
	city_has_parent: (to) => m.places_problem_city_has_parent({}, to),
	parent_missing: (to) => m.places_problem_parent_missing({}, to),
	not_a_feature_collection: (to) => m.places_problem_not_a_feature_collection({}, to),
	not_a_feature: (to) => m.places_problem_not_a_feature({}, to),
	geometry_wrong_type: (to) => m.places_problem_geometry_wrong_type({}, to),
	ring_missing: (to) => m.places_problem_ring_missing({}, to),
	ring_short: (to) => m.places_problem_ring_short({}, to),
	ring_open: (to) => m.places_problem_ring_open({}, to),
	ring_long: (to) => m.places_problem_ring_long({}, to),
	ring_crosses: (to) => m.places_problem_ring_crosses({}, to),
	not_an_area: (to) => m.places_problem_not_an_area({}, to),
	coordinate_wrong: (to) => m.places_problem_coordinate_wrong({}, to),
	coordinate_range: (to) => m.places_problem_coordinate_range({}, to),
	coordinate_swapped: (to) => m.places_problem_coordinate_swapped({}, to),
	coordinate_projected: (to) => m.places_problem_coordinate_projected({}, to),
	other_reference_system: (to) => m.places_problem_other_reference_system({}, to),
	place_ambiguous: (to) => m.places_problem_place_ambiguous({}, to),
	place_twice: (to) => m.places_problem_place_twice({}, to),
	nothing_matches: (to) => m.places_problem_nothing_matches({}, to)
};

/** A problem in the reader's language, without its place in the file and what was found there. */
export const problemText = (problem: FileProblem, locale?: Locale): string =>
	texts[problem.code](locale ? { locale } : {});

/** Line, feature and field, as a person looks for them in an editor. */
export function problemPlace({ line, feature, field }: FileProblem, locale?: Locale): string {
	const to = locale ? { locale } : {};
	return [
		m.places_problem_line({ line }, to),
		feature !== undefined && m.places_problem_feature({ feature }, to),
		field
	]
		.filter(Boolean)
		.join(' · ');
}
