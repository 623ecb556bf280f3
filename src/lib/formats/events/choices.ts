/** What an event is. */
export const eventKinds = [
	'encounter',
	'workshop',
	'course',
	'consultation',
	'roundTable',
	'walk',
	'expertDay',
	'info',
	'festival',
	'bikeWorkshop',
	'networkMeeting',
	'jobFair',
	'parentCafe',
	'parentOffer',
	'parentChild',
	'sport',
	'excursion',
	'mobile',
	'other'
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Whom it is for. */
export const audiences = [
	'everybody',
	'children',
	'youth',
	'families',
	'olderPeople',
	'women',
	'newcomers',
	'disabledPeople',
	'lowIncome',
	'queerPeople',
	'professionals'
] as const;
export type Audience = (typeof audiences)[number];

/** What makes it possible to take part. */
export const accessFeatures = [
	'wheelchair',
	'toilet',
	'inductionLoop',
	'signLanguage',
	'plainLanguage',
	'quietRoom',
	'companion'
] as const;
export type AccessFeature = (typeof accessFeatures)[number];

export const costs = ['free', 'cents', 'text'] as const;
export type Cost = (typeof costs)[number];

export const initiators = ['residents', 'professionals', 'both'] as const;
export type Initiator = (typeof initiators)[number];

/** What a host asks the office for. */
export const supports = ['money', 'advice', 'room'] as const;
export type Support = (typeof supports)[number];
