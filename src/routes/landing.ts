import type { AccountActor, Role } from '#lib/access/actor.ts';

const pages: [Role, string][] = [
	['moderator', '/staff'],
	['planner', '/plan'],
	['administrator', '/admin']
];

/** Where somebody starts who did not come for a certain page. */
export function landingPage({
	grants,
	organisations
}: Pick<AccountActor, 'grants' | 'organisations'>): string {
	const own = organisations.length > 0 ? '/org' : '/account';
	return pages.find(([role]) => grants.some((grant) => grant.role === role))?.[1] ?? own;
}
