import { registrationsFile } from '../../../../../../../../event-registrations.server.ts';
import { hostDoor } from '../../../door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor } = await hostDoor(event);
	return registrationsFile(event, actor, event.params.event);
};
