import { codesSheet } from '../../../../../../../../../event-feedback.server.ts';
import { atDoor } from '../../at-door.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => codesSheet(event, await atDoor(event));
