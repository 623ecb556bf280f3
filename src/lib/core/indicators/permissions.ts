import type { PermissionTable } from '../../access/can.ts';
import { theSystem } from '../../access/predicates.ts';
import { plansFor, type Plan } from '../measures/plan.ts';

const planning = plansFor('planner', 'administrator');

/** All of it is social planning's work at the place whose plan it is; everybody else reads what was released. */
export const indicatorPermissions = {
	'binding.change': [planning, theSystem],
	/** A value that the platform does not compute, by hand and with evidence. */
	'observation.enter': [planning, theSystem],
	'observation.compute': [planning, theSystem],
	'observation.release': [planning, theSystem],
	'observation.correct': [planning, theSystem],
	/** Drafts, numbers before the small-cell rule, staleness. */
	'plan.read': [planning],
	/** Down to the single pseudonymous contribution, for auditors. */
	'lineage.read': [planning]
} satisfies PermissionTable<Record<string, Plan>>;
