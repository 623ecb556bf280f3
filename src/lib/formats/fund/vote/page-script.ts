import { keepRunningSums } from '../../../questions/running-sum.ts';

/** The ballot works without this; with it people see how much is left while they tick. */
keepRunningSums();
