import type { XmlElement } from '../xml-records.js';
import { periodWords } from './date-period.js';

const element = (name: string, children: XmlElement[], attributes = {}, text = ''): XmlElement => ({ name, attributes, children, text });
const point = (name: string, date: string): XmlElement =>
  element(
    name,
    date.split('-').map((text, i) => element(['Year', 'Month', 'Day'][i]!, [], {}, text)),
  );
const boundary = (name: string, from: string, about = false): XmlElement =>
  element(name, [point('From', from)], { Approximate: String(about) });

it.each([
  ['1948-12-10', '1948-12-10', false, '10 Dec 1948'],
  ['1948-1-1', '1948-12-31', false, '1948'],
  ['1948-2-1', '1948-2-29', false, 'Feb 1948'],
  ['1948-1-1', '1950-12-31', false, '1948 to 1950'],
  ['1948-1-1', '1948-12-31', true, 'circa 1948'],
  ['1948-3-2', '1950-4-1', false, '02 Mar 1948 to 01 Apr 1950'],
  ['1950-1-1', '1948-1-1', false, null],
  ['1948-13-1', '1948-13-1', false, null],
  ['1948-2-30', '1948-2-30', false, null],
])('reads the period from %s to %s', (from, to, about, words) =>
  expect(periodWords(element('DatePeriod', [boundary('Start', from, about), boundary('End', to, about)]))).toBe(words),
);

it('reads a period without dates as nothing', () => expect(periodWords(element('DatePeriod', []))).toBeNull());
