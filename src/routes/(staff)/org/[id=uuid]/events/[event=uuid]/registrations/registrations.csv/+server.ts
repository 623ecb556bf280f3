import { registrationsFile } from '../../../../../../../event-registrations.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	registrationsFile(event, event.locals.actor, event.params.event);
