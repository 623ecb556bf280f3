import type { Role } from '#lib/access/actor.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';

const names: Record<Role | 'member' | 'manager', () => string> = {
	administrator: m.admin_role_administrator,
	planner: m.admin_role_planner,
	moderator: m.admin_role_moderator,
	fundOffice: m.admin_role_fundOffice,
	juror: m.admin_role_juror,
	finance: m.admin_role_finance,
	member: m.admin_role_member,
	manager: m.admin_role_manager
};

/** A role in the reader's language. */
export function roleName(role: string): string {
	return Object.hasOwn(names, role) ? names[role as keyof typeof names]() : role;
}
