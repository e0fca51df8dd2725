import { Xml } from '../graph/xml.js';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const type = (part: string): string => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;

export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;
/** The first row stays in sight. */
export const sheetHead = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
export const sheetFoot = '</sheetData></worksheet>';

/** The first style is that of every cell, the second is `keptAsText`. Excel takes two fills for granted. */
const formats = ['', ' quotePrefix="1"'].map((more) => `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"${more}/>`);
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** All of a workbook but its sheets (ECMA-376, parts 1 and 2), by their paths. @param names of the sheets, in order */
export function workbookParts(names: readonly string[]): Record<string, string> {
  const xml = new Xml({});
  const sheets = names.map((name, i) => xml.tag('sheet', { name, sheetId: String(i + 1), 'r:id': `rId${i + 1}` })).join('');
  const related = (id: string, kind: string, target: string): string =>
    xml.tag('Relationship', { Id: id, Type: `${relations}/${kind}`, Target: target });
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...names.map((_, i) => [`/${sheetPath(i + 1)}`, 'worksheet']),
  ].map(([path, part]) => xml.tag('Override', { PartName: path, ContentType: type(part!) }));
  return {
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaged}/relationships">${names
      .map((_, i) => related(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join('')}${related('styles', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': styles,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships">${related('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
  };
}
