import { roleAnywhere } from '#lib/access/predicates.ts';
import { openCount } from '#lib/core/moderation/queue.server.ts';
import { formats } from '#lib/formats/registry.ts';
import type { LayoutServerLoad } from './$types';

const sessions = roleAnywhere('moderator', 'administrator');
const ideas = roleAnywhere('moderator', 'administrator', 'planner');
const offers = roleAnywhere('moderator', 'administrator', 'planner');
const fund = roleAnywhere('fundOffice', 'juror', 'finance', 'planner');
const events = roleAnywhere('moderator', 'administrator', 'planner');
const contact = roleAnywhere('moderator', 'administrator', 'planner');
const plan = roleAnywhere('planner');
const admin = roleAnywhere('administrator');
const sources = formats.flatMap(({ moderation }) => moderation ?? []);

/** What the navigation shows; each page behind it asks for its own permission again. */
export const load: LayoutServerLoad = async ({ locals: { actor, db } }) => ({
	displayName: actor.kind === 'account' ? actor.displayName : null,
	rights: {
		organisation: actor.kind === 'account' && actor.organisations.length > 0,
		sessions: sessions(actor, null),
		ideas: ideas(actor, null),
		moderation: sources.some((source) => source.places(actor).length > 0),
		offers: offers(actor, null),
		fund: fund(actor, null),
		events: events(actor, null),
		contact: contact(actor, null),
		plan: plan(actor, null),
		admin: admin(actor, null)
	},
	/** Contributions that somebody has to look at. */
	waiting: await openCount(db, actor, sources)
});
