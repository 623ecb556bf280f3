import { roleAnywhere } from '#lib/access/predicates.ts';
import type { LayoutServerLoad } from './$types';

const sessions = roleAnywhere('moderator', 'administrator');
const plan = roleAnywhere('planner');
const admin = roleAnywhere('administrator');

/** What the navigation shows; each page behind it asks for its own permission again. */
export const load: LayoutServerLoad = ({ locals: { actor } }) => ({
	displayName: actor.kind === 'account' ? actor.displayName : null,
	rights: {
		organisation: actor.kind === 'account' && actor.organisations.length > 0,
		sessions: sessions(actor, null),
		plan: plan(actor, null),
		admin: admin(actor, null)
	}
});
