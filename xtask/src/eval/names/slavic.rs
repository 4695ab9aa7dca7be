//! Ukrainian names and their spellings: Ukrainian, Russian, and in Latin letters by the systems of both.

use std::sync::LazyLock;

use iuliia_rust::{Schema, parse_by_schema};

use crate::draw::Draw;

use super::{Named, korean::capital};

/// Given names in Ukrainian and Russian.
const GIVEN: [(&str, &str); 32] = [
    ("олександр", "александр"),
    ("олексій", "алексей"),
    ("андрій", "андрей"),
    ("анатолій", "анатолий"),
    ("богдан", "богдан"),
    ("борис", "борис"),
    ("василь", "василий"),
    ("віктор", "виктор"),
    ("володимир", "владимир"),
    ("геннадій", "геннадий"),
    ("григорій", "григорий"),
    ("денис", "денис"),
    ("дмитро", "дмитрий"),
    ("євген", "евгений"),
    ("іван", "иван"),
    ("ігор", "игорь"),
    ("ілля", "илья"),
    ("кирило", "кирилл"),
    ("максим", "максим"),
    ("микола", "николай"),
    ("михайло", "михаил"),
    ("олег", "олег"),
    ("павло", "павел"),
    ("петро", "пётр"),
    ("роман", "роман"),
    ("сергій", "сергей"),
    ("степан", "степан"),
    ("тарас", "тарас"),
    ("юрій", "юрий"),
    ("яків", "яков"),
    ("наталія", "наталия"),
    ("юлія", "юлия"),
];

/// Beginnings and endings of surnames.
const STEMS: [&str; 44] = [
    "бонд",
    "гонч",
    "коваль",
    "крав",
    "шевч",
    "мельн",
    "петр",
    "сав",
    "тищ",
    "хом",
    "цимб",
    "чер",
    "щерб",
    "яким",
    "яр",
    "журав",
    "зіньк",
    "зубр",
    "левч",
    "лісов",
    "мороз",
    "назар",
    "олій",
    "панч",
    "полищ",
    "рибак",
    "сид",
    "ткач",
    "федор",
    "харч",
    "шульг",
    "юрч",
    "гайд",
    "дідух",
    "ємел",
    "жад",
    "згур",
    "їжак",
    "кирил",
    "лозов",
    "мирош",
    "білоз",
    "вовч",
    "дзюб",
];
const ENDINGS: [&str; 12] =
    ["енко", "ук", "ський", "ко", "ик", "ець", "ейко", "ів", "аренко", "иненко", "ійчук", "ович"];

const VOWELS: &str = "аеиіоу";
const CONSONANTS: &str = "бвгджзклмнпрстхчш";

/// Draws a name and another whose surname is one letter apart.
pub(super) fn draw(chance: &mut Draw) -> (Named, Named) {
    let (ukrainian, russian) = chance.one(&GIVEN).copied().unwrap_or(("іван", "иван"));
    let stem = chance.one(&STEMS).copied().unwrap_or("коваль");
    let ending = chance.one(&ENDINGS).copied().unwrap_or("енко");
    let surname = format!("{stem}{ending}");
    let near = apart(&surname, chance);
    (named(ukrainian, russian, &surname), named(ukrainian, russian, &near))
}

/// With one vowel or consonant of the surname another one.
fn apart(surname: &str, chance: &mut Draw) -> String {
    let mut letters: Vec<char> = surname.chars().collect();
    let at = chance.below(letters.len().saturating_sub(1));
    if let Some(letter) = letters.get_mut(at) {
        let others = if VOWELS.contains(*letter) { VOWELS } else { CONSONANTS };
        let others: Vec<char> = others.chars().filter(|other| *other != *letter).collect();
        *letter = chance.one(&others).copied().unwrap_or(*letter);
    }
    letters.into_iter().collect()
}

fn named(ukrainian: &str, russian: &str, surname: &str) -> Named {
    let in_russian = russian_of(surname);
    let both = |given: &str, surname: &str| format!("{} {}", capital(given), capital(surname));
    let by = |system: &[(char, &str)], word: &str| latin(word, system);
    let mut spellings = vec![
        ("Ukrainian", both(ukrainian, surname)),
        ("Russian", both(russian, &in_russian)),
        ("KMU 2010", both(&kmu(ukrainian), &kmu(surname))),
        ("BGN/PCGN 1965", both(&by(&BGN_1965, ukrainian), &by(&BGN_1965, surname))),
        ("ICAO 9303, Ukrainian", both(&by(&ICAO, ukrainian), &by(&ICAO, surname))),
    ];
    for (system, schema) in SCHEMAS.iter() {
        // The crate leaves ё with its dots in one system.
        let spelled = |word: &str| {
            parse_by_schema(word, schema).replace('ё', "ë").replace(['·', '”', '’', 'ʹ', 'ʺ'], "")
        };
        spellings.push((system, both(&spelled(russian), &spelled(&in_russian))));
    }
    // Ukrainian і and и are one letter in Russian: such names are one there.
    Named::new(format!("{ukrainian} {surname}"), spellings)
}

/// A Ukrainian surname as Russian writes it (letter by letter, -ський as -ский).
fn russian_of(word: &str) -> String {
    let mut written = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'й' | 'ь' if letters.peek() == Some(&'о') => {
                letters.next();
                written.push('ё');
            }
            'і' | 'ї' => written.push('и'),
            'є' | 'е' => written.push('е'),
            'ґ' => written.push('г'),
            '\'' => written.push('ъ'),
            letter => written.push(letter),
        }
    }
    written
}

/// The systems for Russian that iuliia holds.
static SCHEMAS: LazyLock<Vec<(&'static str, Schema)>> = LazyLock::new(|| {
    let systems = [
        ("BGN/PCGN, Russian", "bgn_pcgn"),
        ("ICAO 9303, Russian", "icao_doc_9303"),
        ("press, Russian", "wikipedia"),
        ("ALA-LC, Russian", "ala_lc_alt"),
        ("scientific, Russian", "scientific"),
    ];
    systems.map(|(name, file)| (name, Schema::for_name(file))).into()
});

/// Resolution 55 of the Cabinet of Ministers of Ukraine, 2010; BGN/PCGN took it over in 2019.
fn kmu(word: &str) -> String {
    let word = word.replace("зг", "zgh");
    let mut letters = word.chars();
    let first = letters.next().map(|first| match first {
        'є' => "ye".to_owned(),
        'ї' => "yi".to_owned(),
        'й' => "y".to_owned(),
        'ю' => "yu".to_owned(),
        'я' => "ya".to_owned(),
        other => latin(&other.to_string(), &KMU_WITHIN),
    });
    first.unwrap_or_default() + &latin(letters.as_str(), &KMU_WITHIN)
}

fn latin(word: &str, system: &[(char, &str)]) -> String {
    let own = |letter: char| system.iter().find(|(own, _)| *own == letter).map(|(_, spelled)| *spelled);
    let common = |letter: char| COMMON.iter().find(|(own, _)| *own == letter).map(|(_, spelled)| *spelled);
    word.chars()
        .map(|letter| {
            own(letter).or_else(|| common(letter)).map_or_else(|| letter.to_string(), str::to_owned)
        })
        .collect()
}

/// What the systems have in common.
const COMMON: [(char, &str); 26] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "h"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "y"),
    ('і', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
];
const KMU_WITHIN: [(char, &str); 7] =
    [('є', "ie"), ('ї', "i"), ('й', "i"), ('ю', "iu"), ('я', "ia"), ('щ', "shch"), ('ь', "")];
const BGN_1965: [(char, &str); 7] =
    [('є', "ye"), ('ї', "yi"), ('й', "y"), ('ю', "yu"), ('я', "ya"), ('щ', "shch"), ('ь', "’")];
/// Doc 9303 part 3, section 6 B.
const ICAO: [(char, &str); 7] =
    [('є', "ie"), ('ї', "i"), ('й', "i"), ('ю', "iu"), ('я', "ia"), ('щ', "shch"), ('ь', "")];
