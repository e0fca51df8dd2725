import { luceneQuery, searchNames } from './search-text.js';

describe('searchNames', () => {
  it('adds how a name sounds in Latin letters', () => {
    expect(searchNames(['ТрансТелеКом'])).toEqual(['ТрансТелеКом', 'TransTeleKom']);
    expect(searchNames(['Dyn', 'Dyn'])).toEqual(['Dyn']);
  });
});

describe('luceneQuery', () => {
  it('asks for every word, its beginning and its misspellings', () => {
    expect(luceneQuery('Dyn Research')).toBe(
      '+(searchNames:dyn^8 searchNames:dyn*^3) +(searchNames:research^8 searchNames:research*^3 searchNames:research~2)',
    );
  });

  it('lets no operator of Lucene through', () => {
    for (const attack of ['*', '/.*/', '*:*', '"x', '(', 'a AND', 'kind:State', 'x~9', '\\', '[a TO z]']) {
      const built = luceneQuery(attack) ?? '';
      expect(built.replace(/searchNames:/g, '')).not.toMatch(/[/[\]\\:"]|^\*| \*| AND| TO /);
    }
    expect(luceneQuery('*')).toBeNull();
    expect(luceneQuery('a AND b')).toContain('searchNames:and^8');
  });

  it('parts words as the index does', () => {
    expect(luceneQuery("Sa'd")).toBe("+(searchNames:sa'd^8 searchNames:sa'd*^3 searchNames:sa'd~1 searchNames:sad^8 searchNames:sad*^3)");
    expect(luceneQuery('S.A.')).toContain('searchNames:s.a^8');
    expect(luceneQuery('P-913 v.2')?.match(/\+\(/g)).toHaveLength(4);
  });

  it('bounds the number of words and the length', () => {
    expect(luceneQuery('a '.repeat(500))?.match(/\+\(/g)).toHaveLength(10);
  });

  it('looks for Chinese names as phrases and by sound', () => {
    expect(luceneQuery('朝鲜')).toContain('searchNames:"朝鲜"');
  });

  it('can ask for one kind', () => {
    expect(luceneQuery('sony', 'Company')).toMatch(/ \+kind:Company$/);
  });
});
