import { checkPassword } from './password-rules';

const personal = ['jana.brandt@uferpark.example', 'Jana Brandt'];
const message = (password: string): string => {
  const verdict = checkPassword(password, personal);
  return verdict.ok ? '' : verdict.error.message;
};

test('long passwords of one’s own words pass, whatever characters they are made of', () => {
  for (const good of [
    'willow river morning lantern',
    'correcthorsebattery',
    'zwölf Boxkämpfer jagen',
    'R7#kd92!mmQz',
    '岸辺の公園で朝の散歩をする人',
  ]) {
    expect([good, message(good)]).toEqual([good, '']);
  }
});

test.each([
  ['too short', 'short pass', /at least 12/],
  ['too long', 'ab'.repeat(65), /at most 128/],
  ['the person’s own name', 'JanaBrandt2026', /own name/],
  ['the own address', 'uferpark-brandt', /own name/],
  ['a word that is tried first', 'password1234'.replace('1234', '123'), /at least 12/],
  ['that word with a tail', 'passwordqwerty1', /first that are tried/],
  ['a repetition', 'abababababab', /less regular/],
  ['a run', 'abcdefghijklmnop', /less regular/],
])('refuses %s with a sentence', (_what, password, expected) => {
  expect(message(password)).toMatch(expected);
});
