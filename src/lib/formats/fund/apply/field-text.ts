import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Declaration, TargetGroup } from './choices.ts';
import type { FormStep } from './steps.ts';

export const stepTitles: Readonly<Record<FormStep, () => string>> = {
	who: m.fundapply_step_who,
	what: m.fundapply_step_what,
	where: m.fundapply_step_where,
	costs: m.fundapply_step_costs,
	financing: m.fundapply_step_financing,
	more: m.fundapply_step_more
};

export const stepLeads: Readonly<Record<FormStep, () => string>> = {
	who: m.fundapply_lead_who,
	what: m.fundapply_lead_what,
	where: m.fundapply_lead_where,
	costs: m.fundapply_lead_costs,
	financing: m.fundapply_lead_financing,
	more: m.fundapply_lead_more
};

/** What the fields of the form are called. */
export const fieldNames: Readonly<Record<string, () => string>> = {
	applicantKind: m.fundapply_f_kind,
	applicantName: m.fundapply_f_name,
	contactName: m.fundapply_f_contact,
	email: m.fundapply_f_email,
	phone: m.fundapply_f_phone,
	address: m.fundapply_f_address,
	accountHolder: m.fundapply_f_holder,
	iban: m.fundapply_f_iban,
	title: m.fundapply_f_title,
	summary: m.fundapply_f_summary,
	plan: m.fundapply_f_plan,
	targetGroups: m.fundapply_f_groups,
	partners: m.fundapply_f_partners,
	participants: m.fundapply_f_participants,
	initiatedBy: m.fundapply_f_initiated,
	contribution: m.fundapply_f_contribution,
	placeId: m.fundapply_f_place,
	spot: m.fundapply_f_spot,
	lat: m.fundapply_f_point,
	lng: m.fundapply_f_point,
	startsOn: m.fundapply_f_starts,
	endsOn: m.fundapply_f_ends,
	costs: m.fundapply_step_costs,
	funding: m.fundapply_f_funding,
	grant: m.fundapply_f_grant,
	hours: m.fundapply_f_hours,
	hoursLabel: m.fundapply_f_hours_label,
	sums: m.fundapply_sums,
	share: m.fundapply_share,
	otherApplications: m.fundapply_f_other,
	declarations: m.fundapply_f_declarations,
	answer: m.fundapply_f_answer
};

const lineParts: Readonly<Record<string, () => string>> = {
	category: m.fundapply_line_category,
	label: m.fundapply_line_label,
	amount: m.fundapply_line_amount
};

/** A field as a complaint names it: "IBAN", "Line 3: amount". */
export function fieldName(field: string, locale: string): string {
	const [name = '', index, part = ''] = field.split('.');
	const whole = fieldNames[name]?.() ?? '';
	if (index === undefined) return whole;
	return m.fundapply_line_field({
		n: formatCount(Number(index) + 1, locale),
		field: lineParts[part]?.() ?? whole
	});
}

export const targetGroupNames: Readonly<Record<TargetGroup, () => string>> = {
	everybody: m.fundapply_group_everybody,
	children: m.fundapply_group_children,
	youth: m.fundapply_group_youth,
	families: m.fundapply_group_families,
	olderPeople: m.fundapply_group_older,
	women: m.fundapply_group_women,
	newcomers: m.fundapply_group_newcomers,
	disabledPeople: m.fundapply_group_disabled,
	lowIncome: m.fundapply_group_low_income,
	queerPeople: m.fundapply_group_queer
};

export const initiatorNames: Readonly<Record<string, () => string>> = {
	residents: m.fundapply_by_residents,
	professionals: m.fundapply_by_professionals,
	both: m.fundapply_by_both
};

export const declarationTexts: Readonly<Record<Declaration, () => string>> = {
	correct: m.fundapply_declare_correct,
	notBegun: m.fundapply_declare_not_begun,
	notTwice: m.fundapply_declare_not_twice,
	proof: m.fundapply_declare_proof,
	privacy: m.fundapply_declare_privacy
};
