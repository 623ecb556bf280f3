import { followUpActions, followUpPage } from '../../../../../../../../../event-followup.server.ts';
import { atDoor } from '../at-door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => followUpPage(event, await atDoor(event));

export const actions = followUpActions(atDoor);
