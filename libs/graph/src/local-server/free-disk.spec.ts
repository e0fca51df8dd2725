import { tmpdir } from 'node:os';
import { requireFreeDisk } from './free-disk.js';

describe('free disk', () => {
  it('is enough for nothing', () => expect(requireFreeDisk(tmpdir(), 0)).resolves.toBeUndefined());

  it('refuses with both figures', () =>
    expect(requireFreeDisk(tmpdir(), 1e12)).rejects.toMatchObject({
      code: 'SERVER_START',
      message: expect.stringMatching(/^Only \d+ MB are free .* needs 1000000000000 MB/) as string,
    }));
});
