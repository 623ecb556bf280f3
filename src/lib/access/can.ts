import { Refusal } from '../platform/errors.ts';
import type { Actor } from './actor.ts';
import type { Predicate } from './predicates.ts';

/**
 * Action to the predicates of which one must hold. What has no row is forbidden.
 * Each format and each part of core has one such table in its `permissions.ts`.
 */
export type PermissionTable<Subjects extends Record<string, unknown>> = {
	readonly [Action in keyof Subjects]: readonly Predicate<Subjects[Action]>[];
};

export function can<
	Subjects extends Record<string, unknown>,
	Action extends keyof Subjects & string
>(
	table: PermissionTable<Subjects>,
	actor: Actor,
	action: Action,
	subject: Subjects[Action]
): boolean {
	if (!Object.hasOwn(table, action)) return false;
	return table[action].some((predicate) => predicate(actor, subject));
}

/**
 * The first line of every use case.
 * @throws Refusal `unauthenticated` for nobody, `forbidden` for somebody without the right
 */
export function demand<
	Subjects extends Record<string, unknown>,
	Action extends keyof Subjects & string
>(table: PermissionTable<Subjects>, actor: Actor, action: Action, subject: Subjects[Action]): void {
	if (can(table, actor, action, subject)) return;
	throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
}
