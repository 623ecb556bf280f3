import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem, type Placed } from '../../access/predicates.ts';

/**
 * Places are kept by the administration of that place. An import needs the role somewhere and then `place.change`
 * at each place it touches; a new city has nobody above it yet and comes from the command line.
 */
export const placePermissions: PermissionTable<{ 'place.import': null; 'place.change': Placed }> = {
	'place.import': [theSystem, roleAnywhere('administrator')],
	'place.change': [theSystem, roleAtPlace('administrator')]
};
