import type { EventInput } from '#lib/formats/events/entry/schema.ts';

/** What most events of the demo have in common. */
export const plain: EventInput = {
	title: {},
	summary: {},
	description: {},
	kind: null,
	themes: [],
	audiences: ['everybody'],
	ageFrom: null,
	ageTo: null,
	placeId: null,
	venue: '',
	address: '',
	lat: null,
	lng: null,
	meeting: '',
	languages: ['de'],
	accessibility: [],
	accessibilityText: '',
	cost: 'free',
	costCents: null,
	costText: '',
	closed: false,
	needsRegistration: false,
	targetLeast: null,
	targetMost: null,
	initiatedBy: 'both',
	contactEmail: null,
	contactPhone: null,
	contactConsent: false,
	support: [],
	supportText: '',
	startsLocal: null,
	minutes: 120,
	rule: null,
	except: [],
	also: []
};

export const plusDays = (from: string, days: number): string =>
	new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
