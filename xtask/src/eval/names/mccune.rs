//! The two systems that write what is spoken: McCune–Reischauer (1939) and Kontsevich (1966). Both voice a plain
//! stop between voiced sounds and assimilate a coda to what follows.

use super::korean::Block;

/// The letters of a system.
struct Letters {
    /// By the order of Unicode; ㄹ is looked at apart.
    onsets: [&'static str; 19],
    /// The plain stops voiced: ㄱ, ㄷ, ㅂ, ㅈ.
    voiced: [&'static str; 4],
    vowels: [&'static str; 21],
    /// None, k, n, t, l, m, p, ng.
    codas: [&'static str; 8],
    /// Codas before a vowel: k, t, l, p, ng as written there.
    linked: [&'static str; 5],
    /// ㄹ between vowels, behind ㄹ, and behind a nasal.
    liquid: [&'static str; 3],
}

const MCCUNE: Letters = Letters {
    onsets: [
        "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch'", "k'", "t'", "p'",
        "h",
    ],
    voiced: ["g", "d", "b", "j"],
    vowels: [
        "a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wŏ", "we", "wi",
        "yu", "ŭ", "ŭi", "i",
    ],
    codas: ["", "k", "n", "t", "l", "m", "p", "ng"],
    linked: ["g", "d", "r", "b", "ng"],
    liquid: ["r", "l", "n"],
};

const KONTSEVICH: Letters = Letters {
    onsets: [
        "к", "кк", "н", "т", "тт", "р", "м", "п", "пп", "с", "сс", "", "ч", "чч", "чх", "кх", "тх", "пх", "х",
    ],
    voiced: ["г", "д", "б", "дж"],
    vowels: [
        "а", "э", "я", "йя", "о", "е", "ё", "е", "о", "ва", "вэ", "ве", "ё", "у", "во", "ве", "ви", "ю", "ы",
        "ый", "и",
    ],
    codas: ["", "к", "н", "т", "ль", "м", "п", "н"],
    linked: ["г", "д", "р", "б", "нъ"],
    liquid: ["р", "л", "н"],
};

/// A word in McCune–Reischauer, with its breves and apostrophes.
pub(super) fn word(blocks: &[Block]) -> String {
    spelled(&MCCUNE, blocks)
}

/// A word in Kontsevich's system.
pub(super) fn kontsevich(blocks: &[Block]) -> String {
    let spelled = spelled(&KONTSEVICH, blocks);
    // ㅔ at the beginning of a word is э; and a double л has no soft sign between.
    let begun = spelled.strip_prefix('е').filter(|_| blocks.first().is_some_and(|block| block.vowel == 5));
    begun.map(|rest| format!("э{rest}")).unwrap_or(spelled).replace("льл", "лл")
}

/// As the North and most of the press write it: without breves and apostrophes.
pub(super) fn bare(word: &str) -> String {
    word.replace('ŏ', "o").replace('ŭ', "u").replace('\'', "")
}

fn spelled(letters: &Letters, blocks: &[Block]) -> String {
    let at = |list: &[&'static str], place: usize| list.get(place).copied().unwrap_or_default();
    let mut spelled = String::new();
    let mut before: Option<usize> = None;
    for (place, block) in blocks.iter().enumerate() {
        let next = blocks.get(place + 1).map(|next| next.onset);
        let onset = match (block.onset, before) {
            (5, Some(0)) => at(&letters.liquid, 0),
            (5, Some(4 | 2)) | (2, Some(4)) => at(&letters.liquid, 1),
            (5, Some(_)) => at(&letters.liquid, 2),
            (stop @ (0 | 3 | 7 | 12), Some(0 | 2 | 4 | 5 | 7)) => match stop {
                0 => at(&letters.voiced, 0),
                3 => at(&letters.voiced, 1),
                7 => at(&letters.voiced, 2),
                _ => at(&letters.voiced, 3),
            },
            (9, _) if block.vowel == 16 && letters.codas.get(4) == Some(&"l") => "sh",
            (onset, _) => at(&letters.onsets, onset),
        };
        spelled.push_str(onset);
        spelled.push_str(at(&letters.vowels, block.vowel));
        let nasal =
            matches!(next, Some(2 | 6)) || (matches!(next, Some(5)) && matches!(block.coda, 1 | 3 | 6));
        let coda = match (block.coda, next) {
            (1, _) if nasal => at(&letters.codas, 7),
            (3, _) if nasal => at(&letters.codas, 2),
            (6, _) if nasal => at(&letters.codas, 5),
            (2, Some(5)) => at(&letters.codas, 4),
            (1, Some(11)) => at(&letters.linked, 0),
            (3, Some(11)) => at(&letters.linked, 1),
            (4, Some(11)) => at(&letters.linked, 2),
            (6, Some(11)) => at(&letters.linked, 3),
            (7, Some(11)) => at(&letters.linked, 4),
            (coda, _) => at(&letters.codas, coda),
        };
        spelled.push_str(coda);
        before = Some(block.coda);
    }
    spelled
}
