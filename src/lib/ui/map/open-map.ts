/** The script of a page with a map on it. */
import { openMapsWhenSeen } from './when-seen.ts';

openMapsWhenSeen();
