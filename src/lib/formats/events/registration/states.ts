/** How a registration stands; German names in docs/glossary.md. */
export const registrationStates = [
	'confirmed',
	'waiting',
	'offered',
	'cancelled',
	'expired'
] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** It has a place, is offered one or waits for one. */
export const activeStates = [
	'confirmed',
	'waiting',
	'offered'
] as const satisfies readonly RegistrationState[];

export const isActive = (state: RegistrationState): boolean =>
	(activeStates as readonly RegistrationState[]).includes(state);
