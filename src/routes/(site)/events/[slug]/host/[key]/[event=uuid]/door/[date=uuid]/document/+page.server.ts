import {
	documentationActions,
	documentationPage
} from '../../../../../../../../../event-documentation.server.ts';
import { atDoor } from '../at-door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => documentationPage(event, await atDoor(event));

export const actions = documentationActions(atDoor);
