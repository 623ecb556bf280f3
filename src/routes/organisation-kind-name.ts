import type { OrganisationKind } from '#lib/core/people/schema.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';

const names: Record<OrganisationKind, () => string> = {
	administration: m.admin_kind_administration,
	provider: m.admin_kind_provider,
	association: m.admin_kind_association,
	initiative: m.admin_kind_initiative,
	school: m.admin_kind_school,
	company: m.admin_kind_company,
	other: m.admin_kind_other
};

export function organisationKindName(kind: string): string {
	return Object.hasOwn(names, kind) ? names[kind as OrganisationKind]() : kind;
}
