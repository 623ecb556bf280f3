import { followUpFile } from '../../../../../../../../../event-followup.server.ts';
import { atDoor } from '../../at-door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => followUpFile(event, await atDoor(event));
