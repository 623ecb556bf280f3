import {
	questionByForm,
	questionPage
} from '../../../../../../../../../../event-followup.server.ts';
import { atDoor } from '../../../at-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => questionPage(event, await atDoor(event), null);

export const actions: Actions = {
	default: async (event) => questionByForm(event, await atDoor(event), null)
};
