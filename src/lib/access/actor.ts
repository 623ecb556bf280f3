/** Roles are granted per place and reach everything below it. Residents have none and need none. */
export const roles = [
	'administrator',
	'planner',
	'moderator',
	'fundOffice',
	'juror',
	'finance'
] as const;
export type Role = (typeof roles)[number];

export type Grant = Readonly<{
	role: Role;
	/** The place of the grant and all places below it. */
	places: ReadonlySet<string>;
}>;

/** Who acts. Every use case takes one and asks `demand` first. */
export type Actor =
	| Readonly<{ kind: 'anonymous' }>
	| Readonly<{ kind: 'system' }>
	/** Somebody who holds the control link of one live session, on a second phone. */
	| Readonly<{ kind: 'controlLink'; linkId: string; activityId: string }>
	/** Somebody who holds the receipt of their own contribution and needs no account. */
	| Readonly<{ kind: 'receipt'; subjectId: string }>
	| AccountActor;

export type AccountActor = Readonly<{
	kind: 'account';
	accountId: string;
	displayName: string;
	/** Staff roles count only in a session that was confirmed by the second factor. */
	secondFactor: boolean;
	grants: readonly Grant[];
	organisations: readonly Readonly<{ id: string; role: 'member' | 'manager' }>[];
}>;

export const anonymous: Actor = { kind: 'anonymous' };
export const system: Actor = { kind: 'system' };
