import { feedbackResults, setUpByForm } from '../../../../../../../../event-feedback.server.ts';
import { atDoor } from '../at-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => feedbackResults(event, await atDoor(event));

export const actions: Actions = {
	setUp: async (event) => setUpByForm(event, await atDoor(event))
};
