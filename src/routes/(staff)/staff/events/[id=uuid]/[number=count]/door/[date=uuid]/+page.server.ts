import { doorActions, doorPage } from '../../../../../../../event-door.server.ts';
import { atDoor } from './at-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => doorPage(event, await atDoor(event));

export const actions: Actions = doorActions(atDoor);
