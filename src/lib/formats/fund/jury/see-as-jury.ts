import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import { Refusal } from '../../../platform/errors.ts';
import { isUnbiased, permissions, type ApplicationSubject } from '../permissions.ts';

/**
 * What the jury does with an application is not for whoever belongs to the applicant, although they see the application
 * itself as their own.
 */
export const seesAsJury = (actor: Actor, application: ApplicationSubject): boolean =>
	can(permissions, actor, 'see', application) && isUnbiased(actor, application);

/** @throws Refusal not_allowed */
export function demandSight(actor: Actor, application: ApplicationSubject): void {
	if (!seesAsJury(actor, application)) throw new Refusal('forbidden', 'not_allowed');
}
