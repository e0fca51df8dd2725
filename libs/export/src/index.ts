import type { ExportFormat } from './format.js';

/** Every format that leaves. */
export const exportFormats: ExportFormat[] = [];

export type { ExportFormat, Losses } from './format.js';
