import { registrationsFile } from '../../../../../../../event-registrations.server.ts';
import { eventAt } from '../event.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) =>
	registrationsFile(event, event.locals.actor, await eventAt(event));
