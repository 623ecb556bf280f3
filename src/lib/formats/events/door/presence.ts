/** One check-in that stands: of a guest, or of people who came without registering. */
export type InGuest = Readonly<{ registrationId: string; nonce: string; people: number }>;
export type WalkIn = Readonly<{ nonce: string; people: number }>;

/** Who is in, as the server knew it at a moment. */
export type Presence = Readonly<{
	/** When, as an ISO moment: of two the later one is right. */
	at: string;
	/** Changes when somebody registers, cancels or asks for other places. */
	list: string;
	guests: readonly InGuest[];
	walkIns: readonly WalkIn[];
}>;

/** What somebody at a door did; `clientKey` is its nonce. */
export type Act = Readonly<{ clientKey: string; dateId: string }> &
	(
		| Readonly<{
				act: 'in';
				way: 'code' | 'number' | 'list' | 'walkIn';
				registrationId: string | null;
				people: number;
		  }>
		| Readonly<{ act: 'back'; nonce: string }>
	);

/** The same with what this device has done since and the server does not know yet. Of two check-ins of a guest the first one stands. */
export function withActs(presence: Presence, acts: readonly Act[]): Presence {
	let { guests, walkIns } = presence;
	for (const one of acts) {
		if (one.act === 'back') {
			guests = guests.filter(({ nonce }) => nonce !== one.nonce);
			walkIns = walkIns.filter(({ nonce }) => nonce !== one.nonce);
			continue;
		}
		const { clientKey: nonce, registrationId, people } = one;
		if (registrationId === null) {
			if (!walkIns.some((known) => known.nonce === nonce))
				walkIns = [...walkIns, { nonce, people }];
		} else if (!guests.some((known) => known.registrationId === registrationId))
			guests = [...guests, { registrationId, nonce, people }];
	}
	return { ...presence, guests, walkIns };
}

export const peopleOf = (all: readonly { people: number }[]): number =>
	all.reduce((sum, { people }) => sum + people, 0);
