import type { PermissionTable } from '../../access/can.ts';
import { theSystem } from '../../access/predicates.ts';
import { plansFor, type Plan } from './plan.ts';

export const measurePermissions = {
	/** Preview and import of the catalogue; the system does it from the command line. */
	'catalogue.import': [plansFor('planner', 'administrator'), theSystem],
	/** Its texts in other languages; the German ones come from the catalogue. */
	'measure.translate': [plansFor('planner', 'administrator'), theSystem]
} satisfies PermissionTable<{ 'catalogue.import': Plan; 'measure.translate': Plan }>;
