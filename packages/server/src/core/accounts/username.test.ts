import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkUsername, usernameKeys } from './username.ts'

function accepted(name: string) {
  const checked = checkUsername(name)
  assert.ok(checked.ok, `${name} ${checked.ok ? '' : checked.reason}`)
  return checked
}

function refusal(name: string): string {
  const checked = checkUsername(name)
  assert.ok(!checked.ok, `${name} was accepted`)
  return checked.reason
}

test('ordinary names are taken as they are, in small letters', () => {
  for (const name of ['ada', 'ben.2', 'cleo_k', 'o-neil', 'a1', 'x'.repeat(40)]) {
    assert.equal(accepted(name).username, name)
  }
  assert.equal(accepted('Ada').username, 'ada')
  assert.equal(accepted('ＡＤＡ').username, 'ada')
  assert.equal(accepted('İbrahim').username, 'ibrahim')
})

test('names of many languages are taken', () => {
  const names = `Иван Ελένη Հայկ გიორგი שירה عائشة علی۲ देवी মিতা ਸਿੱਖ ગીતા ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල
    น้ำฝน ລາວ བོད་ မြန်မာ ខ្មែរ አበበ ދިވެހި さくら サクラ姫 ヨーコ 한글 金美 ㄅㄆ nguyễn ọ́lá ağaoğlu straße łukasz þór ƙanu`
  for (const name of names.split(/\s+/)) if (!name.endsWith('་')) accepted(name)
})

test('[UNI-01] a name in mixed scripts is refused, a name wholly in another script takes the place of its twin', () => {
  assert.match(refusal('\u0430dmin'), /several scripts/)
  assert.equal(usernameKeys('\u0430dmin').skeleton, 'admin')
  const twins: [string, string][] = [
    ['сосо', 'coco'],
    ['рауо', 'payo'],
    ['ѕехү', 'sexy'],
    ['ονο', 'ovo'],
    ['օսո', 'oun'],
    ['へリ', 'ヘり'],
    ['ハロ', '八口'],
    ['علی', 'علي'],
    ['كتاب١', 'کتاب۱'],
  ]
  for (const [one, other] of twins) {
    const [first, second] = [accepted(one), accepted(other)]
    assert.equal(first.skeleton, second.skeleton, `${one} ${other}`)
    assert.notEqual(first.key, second.key)
  }
})

test('names that only share a sound, a digit or an accent are different names', () => {
  const names = [
    'ada',
    'adá',
    'иван',
    'ivan',
    'amos1',
    'amosl',
    'arnold',
    'amold',
    'ben0',
    'beno',
    'хан',
    'дан',
  ]
  const keys = names.map((name) => usernameKeys(name))
  assert.equal(new Set(keys.map(({ skeleton }) => skeleton)).size, names.length)
})

test('[UNI-02] invisible characters are refused and named', () => {
  const hidden = [
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\ufe0f',
    '\u{e0061}',
    '\u202e',
    '\u034f',
    '\u200d',
    '\u3164',
  ]
  for (const character of [...hidden, '\u115f', '\u180e', '\u2800', '\ue000', '\u0378', '\u0007']) {
    assert.match(refusal(`ad${character}min`), /U\+[0-9A-F]{4,5}/)
  }
  for (const line of ['\r\n', '\n', '\u2028', '\u0085', '\u000b', '\t', '\u00a0', ' '])
    refusal(`ada${line}ben`)
})

test('[UNI-05] [UNI-06] half a character and U+0000 are refused', () => {
  for (const broken of ['ad\ud800a', '\udc00ada', 'ada\0', 'a\0da'])
    assert.equal(refusal(broken), 'has a broken character')
})

test('[UNI-09] no second account folds to the first', () => {
  const alike = [
    ['strasse', 'straße', 'STRASSE', 'STRAẞE', 'ſtrasse'],
    ['kim', 'KIM', '\u212aim', 'kım', 'KİM', 'ｋｉｍ'],
    ['σοφος', 'ΣΟΦΟΣ', 'σοφοσ'],
    ['fish', 'ﬁsh'],
  ]
  for (const [first = '', ...others] of alike) {
    for (const other of others) {
      assert.equal(usernameKeys(other).key, usernameKeys(first).key, `${other} ${first}`)
    }
  }
  assert.equal(accepted('straße').key, 'strasse')
})

test('[UNI-14] words that mean something else and ids are nobody’s name', () => {
  const words = [
    'everyone',
    'here',
    'all',
    'system',
    'null',
    'undefined',
    'me',
    'hubbub',
    'chatrooms',
    'users-crud',
  ]
  for (const word of words) assert.equal(refusal(word), 'is reserved')
  for (const twin of ['EveryOne', 'every.one', 'a11', 'ѕуѕтем'.replace('тем', 'tem'), 'nu11', 'hére', 'm_e'])
    refusal(twin)
  for (const id of ['65a1b2c3d4e5f60718293a4b', '123e4567-e89b-12d3-a456-426614174000']) refusal(id)
  for (const dots of ['..', '.', '', '123', '٣٤', '-']) refusal(dots)
  for (const honest of ['ali', 'allan', 'nell', 'meg', 'rooms4u', 'deadbeef']) accepted(honest)
})

test('names of authority are given by an owner only', () => {
  for (const name of ['admin', 'Admin2', 'ad.min', 'adm1n', 'ádmin', 'root', 'moderator', 'support_1']) {
    assert.match(refusal(name), /people who run/)
    assert.ok(checkUsername(name, { staff: true }).ok)
  }
  assert.ok(!checkUsername('everyone', { staff: true }).ok)
})

test('separators stand alone and inside; digits are of one kind', () => {
  for (const name of ['.ada', 'ada-', '_ada', 'a..b', 'a-_b', 'xn--ada']) refusal(name)
  for (const name of ['علی1٢', 'देव1२']) assert.match(refusal(name), /two kinds of digits/)
  for (const name of ['a', 'x'.repeat(41), 'x'.repeat(100_000)])
    assert.match(refusal(name), /(short|long)er than/)
})

test('other signs, historic letters and phonetic twins are refused', () => {
  for (const name of [
    'ada!',
    'a@b',
    'a/b',
    'a:b',
    'ada😀',
    'ᴀᴅᴀ',
    'ɑda',
    'ꭰꭱ',
    'ⲁⲇⲁ',
    'عـلي',

    'ⅷa',
    'ǃada',
  ])
    refusal(name)
  assert.match(refusal('ada\u064b'), /several scripts/)
})

test('[UNI-04] a tower of marks is refused at once', () => {
  assert.match(refusal(`a${'\u0323\u0301'.repeat(3)}b`), /marks/)
  refusal(`a${'\u0301'.repeat(5000)}`)
})

const letters = fc.string({ unit: 'grapheme', maxLength: 12 })
const nameLike = fc
  .array(fc.constantFrom(...Array.from('adminkıİKſßσςΣ1٣._-аСԁЕ\u0301\u0307ﬁＡ가サ')), { maxLength: 10 })
  .map((it) => it.join(''))

test('what is accepted is accepted again unchanged, and its keys are its own', () => {
  const holds = (name: string) => {
    const checked = checkUsername(name, { staff: true })
    if (!checked.ok) return
    const { username, key, skeleton } = checked
    assert.deepEqual(checkUsername(username, { staff: true }), checked)
    assert.deepEqual(usernameKeys(name), { key, skeleton }, 'the keys of what was typed')
    assert.equal(usernameKeys(key).key, key)
    assert.equal(usernameKeys(skeleton).skeleton, skeleton)
  }
  fc.assert(fc.property(fc.oneof(letters, nameLike), holds), { numRuns: 3000 })
})

test('case variants have one key and one skeleton', () => {
  const holds = (name: string) => {
    fc.pre(!name.normalize('NFKD').includes('\u0345'))
    assert.deepEqual(usernameKeys(name.toUpperCase()), usernameKeys(name))
    assert.deepEqual(usernameKeys(name.toLowerCase()), usernameKeys(name))
  }
  fc.assert(fc.property(fc.oneof(letters, nameLike), holds), { numRuns: 2000 })
})
