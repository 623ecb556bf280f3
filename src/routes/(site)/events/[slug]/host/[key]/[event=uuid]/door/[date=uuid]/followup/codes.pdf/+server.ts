import { followUpSheet } from '../../../../../../../../../../event-followup.server.ts';
import { atDoor } from '../../at-door.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => followUpSheet(event, await atDoor(event));
