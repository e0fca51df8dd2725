import { idOf } from '../id-of.js';
import type { FtmEntity } from './ftm-entity.js';
import type { FtmFile } from './ftm-file.js';

type Named = Pick<FtmFile, 'list' | 'dataset' | 'datasets'>;

export const idIn = ({ list }: Named, key: string): string => idOf(list, key);

/** A dataset as the organisation that says what it says. */
export const datasetId = (dataset: string): string => idOf('dataset', dataset.replace(/[_.]+/g, '-'));

/** Of a file of several datasets: the one that alone knows of the entity. */
export const claimantOf = ({ datasets }: Pick<FtmEntity, 'datasets'>, file: Named): string | undefined =>
  datasets.length === 1 && datasets[0] !== file.dataset ? datasetId(datasets[0]!) : undefined;
