import { m } from '../../platform/i18n/paraglide/messages.js';
import type { AccessFeature, Audience, Cost, EventKind, Initiator, Support } from './choices.ts';
import type { AnyCause, Cause, DateState, SeriesKind, State } from './states.ts';

type Words<Key extends string> = Readonly<Record<Key, () => string>>;

export const kindNames: Words<EventKind> = {
	encounter: m.events_kind_encounter,
	workshop: m.events_kind_workshop,
	course: m.events_kind_course,
	consultation: m.events_kind_consultation,
	roundTable: m.events_kind_round_table,
	walk: m.events_kind_walk,
	expertDay: m.events_kind_expert_day,
	info: m.events_kind_info,
	festival: m.events_kind_festival,
	bikeWorkshop: m.events_kind_bike_workshop,
	networkMeeting: m.events_kind_network_meeting,
	jobFair: m.events_kind_job_fair,
	parentCafe: m.events_kind_parent_cafe,
	parentOffer: m.events_kind_parent_offer,
	parentChild: m.events_kind_parent_child,
	sport: m.events_kind_sport,
	excursion: m.events_kind_excursion,
	mobile: m.events_kind_mobile,
	other: m.events_kind_other
};

export const audienceNames: Words<Audience> = {
	everybody: m.events_audience_everybody,
	children: m.events_audience_children,
	youth: m.events_audience_youth,
	families: m.events_audience_families,
	olderPeople: m.events_audience_older,
	women: m.events_audience_women,
	newcomers: m.events_audience_newcomers,
	disabledPeople: m.events_audience_disabled,
	lowIncome: m.events_audience_low_income,
	queerPeople: m.events_audience_queer,
	professionals: m.events_audience_professionals
};

export const accessNames: Words<AccessFeature> = {
	wheelchair: m.events_access_wheelchair,
	toilet: m.events_access_toilet,
	inductionLoop: m.events_access_induction_loop,
	signLanguage: m.events_access_sign_language,
	plainLanguage: m.events_access_plain_language,
	quietRoom: m.events_access_quiet_room,
	companion: m.events_access_companion
};

export const costNames: Words<Cost> = {
	free: m.events_cost_free,
	cents: m.events_cost_cents,
	text: m.events_cost_text
};

export const initiatorNames: Words<Initiator> = {
	residents: m.events_initiated_residents,
	professionals: m.events_initiated_professionals,
	both: m.events_initiated_both
};

export const supportNames: Words<Support> = {
	money: m.events_support_money,
	advice: m.events_support_advice,
	room: m.events_support_room
};

export const stateNames: Words<State> = {
	draft: m.events_state_draft,
	submitted: m.events_state_submitted,
	queried: m.events_state_queried,
	approved: m.events_state_approved,
	rejected: m.events_state_rejected,
	withdrawn: m.events_state_withdrawn,
	cancelled: m.events_state_cancelled
};

export const dateStateNames: Words<DateState> = {
	planned: m.events_date_planned,
	cancelled: m.events_date_cancelled,
	held: m.events_date_held,
	notHeld: m.events_date_not_held
};

export const causeNames: Words<Cause> = {
	weather: m.events_cause_weather,
	illness: m.events_cause_illness,
	tooFew: m.events_cause_too_few,
	room: m.events_cause_room,
	other: m.events_cause_other
};

/** Why a date was called off, where somebody chose a reason. */
export const causeText = (cause: AnyCause | null): string =>
	cause && cause !== 'rule' && cause !== 'event' ? causeNames[cause]() : '';

export const seriesKindNames: Words<SeriesKind> = {
	actionWeek: m.events_series_action_week,
	running: m.events_series_running
};
