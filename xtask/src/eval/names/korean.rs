//! Korean names and their spellings by the rules of each system.

use crate::draw::Draw;

use super::{Named, mccune};

/// The most frequent surnames (census of 2015) and their customary spellings in passports.
const SURNAMES: [(char, &str); 40] = [
    ('김', "Kim"),
    ('이', "Lee"),
    ('박', "Park"),
    ('최', "Choi"),
    ('정', "Jung"),
    ('강', "Kang"),
    ('조', "Cho"),
    ('윤', "Yoon"),
    ('장', "Jang"),
    ('임', "Lim"),
    ('한', "Han"),
    ('오', "Oh"),
    ('서', "Suh"),
    ('신', "Shin"),
    ('권', "Kwon"),
    ('황', "Hwang"),
    ('안', "Ahn"),
    ('송', "Song"),
    ('류', "Ryu"),
    ('전', "Jeon"),
    ('홍', "Hong"),
    ('고', "Koh"),
    ('문', "Moon"),
    ('양', "Yang"),
    ('손', "Sohn"),
    ('배', "Bae"),
    ('백', "Paik"),
    ('허', "Hur"),
    ('남', "Nam"),
    ('심', "Shim"),
    ('노', "Noh"),
    ('하', "Ha"),
    ('곽', "Kwak"),
    ('성', "Sung"),
    ('차', "Cha"),
    ('주', "Joo"),
    ('우', "Woo"),
    ('구', "Koo"),
    ('민', "Min"),
    ('엄', "Eom"),
];

/// Syllables that given names are made of.
const GIVEN: &str = "영정현민수지성준호석철훈진우은희경미숙자순옥용광국길남동룡만명문배병복봉상선승식신열렬완원윤인일재종주중창천춘태택평필학한해혁형혜홍화환회효흥규근기대도두란래리례무백범빈삼서섭세송실심아안애양억언연예오욱운웅위유의익임장전제조찬채초총충치탁표하향헌휘";

/// Revised Romanization of 2000, by the order of Unicode.
const RR_ONSETS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const RR_VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
/// Yale (Martin 1942); ㅜ is u behind a labial, else wu.
const YALE_ONSETS: [&str; 19] =
    ["k", "kk", "n", "t", "tt", "l", "m", "p", "pp", "s", "ss", "", "c", "cc", "ch", "kh", "th", "ph", "h"];
const YALE_VOWELS: [&str; 21] = [
    "a", "ay", "ya", "yay", "e", "ey", "ye", "yey", "o", "wa", "way", "oy", "yo", "wu", "we", "wey", "wi",
    "yu", "u", "uy", "i",
];

/// A syllable by the numbers of its letters (Unicode section 3.12), the coda as one of the seven spoken ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) onset: usize,
    pub(super) vowel: usize,
    /// 0 none, then k, n, t, l, m, p, ng.
    pub(super) coda: usize,
    written: char,
}

impl Block {
    fn of(written: char) -> Self {
        let number = usize::try_from(u32::from(written).saturating_sub(0xac00)).unwrap_or(0);
        // The codas that names are written with; others are spoken as one of them.
        let coda = match number % 28 {
            0 => 0,
            1 | 2 | 3 | 24 => 1,
            4..=6 => 2,
            8 | 11..=13 | 15 => 4,
            10 | 16 => 5,
            14 | 17 | 18 | 26 => 6,
            21 => 7,
            _ => 3,
        };
        Self { onset: number / 588, vowel: number / 28 % 21, coda, written }
    }

    fn compose(onset: usize, vowel: usize, coda: usize) -> Option<Self> {
        let written = [0, 1, 4, 7, 8, 16, 17, 21].get(coda)?;
        let number = u32::try_from((onset * 21 + vowel) * 28 + written).ok()?;
        char::from_u32(0xac00 + number).map(Self::of)
    }

    /// The same syllable as the South writes it at the beginning of a word (orthography, rules 10 to 12).
    fn without_initial(self) -> Self {
        let before_i = [2, 3, 6, 7, 12, 17, 20].contains(&self.vowel);
        let onset = match self.onset {
            2 | 5 if before_i => 11,
            5 => 2,
            onset => onset,
        };
        Self::compose(onset, self.vowel, self.coda).unwrap_or(self)
    }
}

/// Draws a name and another whose given name is one letter apart.
pub(super) fn draw(chance: &mut Draw) -> (Named, Named) {
    let syllables: Vec<char> = GIVEN.chars().collect();
    let (surname, customary) = chance.one(&SURNAMES).copied().unwrap_or(('김', "Kim"));
    let length = if chance.percent(8) { 1 } else { 2 };
    let mut given: Vec<Block> =
        (0..length).filter_map(|_| chance.one(&syllables)).map(|syllable| Block::of(*syllable)).collect();
    let name = named(surname, customary, &given);
    let at = chance.below(given.len());
    if let Some(block) = given.get_mut(at) {
        *block = apart(*block, chance);
    }
    (name, named(surname, customary, &given))
}

/// The syllable with another onset, vowel or coda.
fn apart(block: Block, chance: &mut Draw) -> Block {
    let (mut onset, mut vowel, mut coda) = (block.onset, block.vowel, block.coda);
    match chance.below(3) {
        0 => onset = chance.one(&[0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 16, 18]).copied().unwrap_or(0),
        1 => vowel = chance.one(&[0, 1, 4, 6, 8, 9, 12, 13, 14, 17, 18, 20]).copied().unwrap_or(0),
        _ => coda = chance.one(&[0, 1, 2, 4, 5, 6, 7]).copied().unwrap_or(0),
    }
    Block::compose(onset, vowel, coda).unwrap_or(block)
}

fn named(surname: char, customary: &str, given: &[Block]) -> Named {
    let family = Block::of(surname);
    let hangul: String = std::iter::once(surname).chain(given.iter().map(|block| block.written)).collect();
    // South and North write one name with and without the initial sound: it is one name all the same.
    let law = given.iter().enumerate().map(|(at, block)| {
        let glide = [2, 3, 6, 7, 12, 17].contains(&block.vowel);
        if at == 0 || glide { block.without_initial().written } else { block.written }
    });
    let identity = std::iter::once(surname).chain(law).collect();
    let plain = |onsets: &[&str; 19], vowels: &[&str; 21], block: &Block| -> String {
        let yale_u =
            vowels.get(13) == Some(&"wu") && block.vowel == 13 && [6, 7, 8, 17].contains(&block.onset);
        let vowel = if yale_u { "u" } else { vowels.get(block.vowel).copied().unwrap_or_default() };
        let coda = ["", "k", "n", "t", "l", "m", "p", "ng"].get(block.coda).copied().unwrap_or_default();
        format!("{}{vowel}{coda}", onsets.get(block.onset).copied().unwrap_or_default())
    };
    let each = |onsets, vowels, between: &str| {
        given.iter().map(|block| plain(onsets, vowels, block)).collect::<Vec<_>>().join(between)
    };
    let revised = each(&RR_ONSETS, &RR_VOWELS, "-");
    let northern: Vec<String> =
        given.iter().map(|block| capital(&mccune::bare(&mccune::word(&[*block])))).collect();
    let spellings = vec![
        ("Hangul", hangul),
        ("Revised", format!("{} {}", capital(&plain(&RR_ONSETS, &RR_VOWELS, &family)), capital(&revised))),
        (
            "Revised, one word",
            format!(
                "{} {}",
                capital(&plain(&RR_ONSETS, &RR_VOWELS, &family)),
                capital(&each(&RR_ONSETS, &RR_VOWELS, ""))
            ),
        ),
        ("customary surname", format!("{customary} {}", capital(&revised))),
        (
            "McCune-Reischauer",
            format!("{} {}", capital(&mccune::word(&[family])), capital(&mccune::word(given))),
        ),
        ("North", format!("{} {}", capital(&mccune::bare(&mccune::word(&[family]))), northern.join(" "))),
        (
            "Yale",
            format!(
                "{} {}",
                capital(&plain(&YALE_ONSETS, &YALE_VOWELS, &family)),
                capital(&each(&YALE_ONSETS, &YALE_VOWELS, " "))
            ),
        ),
        ("Kontsevich", {
            let words: Vec<String> =
                given.iter().map(|block| capital(&mccune::kontsevich(&[*block]))).collect();
            format!("{} {}", capital(&mccune::kontsevich(&[family])), words.join(" "))
        }),
        (
            "Kontsevich, one word",
            format!("{} {}", capital(&mccune::kontsevich(&[family])), capital(&mccune::kontsevich(given))),
        ),
    ];
    Named::new(identity, spellings)
}

/// With a capital at the beginning.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Block, named};

    #[test]
    fn each_system_spells_by_its_rules() {
        let given: Vec<Block> = "석열".chars().map(Block::of).collect();
        let name = named('윤', "Yoon", &given);
        let of =
            |system: &str| name.spellings.iter().find(|own| own.system == system).unwrap().form.name.clone();
        assert_eq!(of("Hangul"), "윤석열");
        assert_eq!(of("Revised"), "Yun Seok-yeol");
        assert_eq!(of("McCune-Reischauer"), "Yun Sŏgyŏl");
        assert_eq!(of("North"), "Yun Sok Yol");
        assert_eq!(of("Yale"), "Yun Sek yel");
        assert_eq!(of("Kontsevich"), "Юн Сок Ёль");
        assert_eq!(of("Kontsevich, one word"), "Юн Согёль");
    }
}
