//! Korean surnames: which there are, and the customary spellings that no system gives.
//!
//! The inventory is that of the census of 2015 (surnames of some thousand bearers and more); forms with and without
//! the initial ㄹ are one row (rule 10 to 12 of Hangul orthography: 이/리, 노/로).

use super::syllable::{Agreement, Syllable};

/// A row: the Hangul forms, most usual first, and spellings apart from the systems.
type Row = (&'static str, &'static [&'static str]);

/// Surnames of one syllable, most frequent first.
const SINGLE: &[Row] = &[
    ("김", &[]),
    ("이리", &["yi", "rhee", "leigh"]),
    ("박", &["park", "parc", "bark"]),
    ("최", &["choy", "цой"]),
    ("정", &["cheong"]),
    ("강", &[]),
    ("조", &[]),
    ("윤", &[]),
    ("장", &[]),
    ("임림", &["yim", "rhim"]),
    ("한", &[]),
    ("오", &[]),
    ("서", &[]),
    ("신", &[]),
    ("권", &["kweon"]),
    ("황", &[]),
    ("안", &[]),
    ("송", &[]),
    ("류유", &["yu", "ryoo", "rhyu", "lew"]),
    ("전", &[]),
    ("홍", &[]),
    ("고", &[]),
    ("문", &[]),
    ("양량", &["lyang"]),
    ("손", &[]),
    ("배", &[]),
    ("백", &["back"]),
    ("허", &["hur", "her"]),
    ("남", &[]),
    ("심", &[]),
    ("노로", &["nho"]),
    ("하", &[]),
    ("곽", &[]),
    ("성", &[]),
    ("차", &[]),
    ("주", &[]),
    ("우", &[]),
    ("구", &[]),
    ("나라", &[]),
    ("민", &[]),
    ("진", &[]),
    ("지", &[]),
    ("엄", &[]),
    ("채", &[]),
    ("원", &[]),
    ("천", &[]),
    ("방", &[]),
    ("공", &[]),
    ("현", &[]),
    ("함", &[]),
    ("변", &[]),
    ("염렴", &[]),
    ("여려", &[]),
    ("추", &[]),
    ("도", &[]),
    ("소", &[]),
    ("석", &[]),
    ("선", &[]),
    ("설", &[]),
    ("마", &[]),
    ("길", &[]),
    ("연련", &[]),
    ("위", &[]),
    ("표", &[]),
    ("명", &[]),
    ("기", &[]),
    ("반", &[]),
    ("왕", &[]),
    ("금", &[]),
    ("옥", &[]),
    ("육륙", &[]),
    ("인", &[]),
    ("맹", &[]),
    ("제", &[]),
    ("모", &[]),
    ("탁", &[]),
    ("국", &[]),
    ("어", &[]),
    ("은", &[]),
    ("편", &[]),
    ("용룡", &[]),
    ("예", &[]),
    ("봉", &[]),
    ("경", &[]),
    ("사", &[]),
    ("부", &[]),
    ("가", &[]),
    ("복", &[]),
    ("태", &[]),
    ("목", &[]),
    ("형", &[]),
    ("계", &[]),
    ("피", &[]),
    ("두", &[]),
    ("감", &[]),
    ("음", &[]),
    ("빈", &[]),
    ("동", &[]),
    ("온", &[]),
    ("호", &[]),
    ("좌", &[]),
    ("팽", &[]),
    ("승", &[]),
    ("간", &[]),
    ("상", &[]),
    ("시", &[]),
    ("갈", &[]),
];

/// Surnames of two syllables.
const DOUBLE: &[&str] = &["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"];

/// How many of the most frequent surnames are taken for one at the end of a name, where others write the given name
/// first.
const FREQUENT: usize = 50;

/// A set of surnames that a spelling can stand for, as numbers of rows; the double ones follow the single ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Surnames {
    usual: Vec<usize>,
    other: Vec<usize>,
}

impl Surnames {
    /// The surnames that a Hangul text is.
    pub(super) fn of_hangul(text: &str) -> Self {
        let single = SINGLE.iter().position(|row| text.chars().count() == 1 && row.0.contains(text));
        let double = DOUBLE.iter().position(|name| *name == text).map(|at| at.saturating_add(SINGLE.len()));
        Self { usual: single.or(double).into_iter().collect(), other: Vec::new() }
    }

    /// The surnames that a spelling can stand for: by custom, or by one of the ways in which it is cut.
    pub(super) fn of_spelling(letters: &str, cut: &[Vec<Syllable>]) -> Self {
        let mut found = Self::default();
        for (at, row) in SINGLE.iter().enumerate() {
            let by_custom = row.1.contains(&letters);
            let forms: Vec<String> = row.0.chars().map(String::from).collect();
            found.add(at, by_custom, &forms, cut);
        }
        for (at, name) in DOUBLE.iter().enumerate() {
            found.add(at.saturating_add(SINGLE.len()), false, &[(*name).to_owned()], cut);
        }
        found
    }

    fn add(&mut self, at: usize, by_custom: bool, forms: &[String], cut: &[Vec<Syllable>]) {
        let best = forms.iter().flat_map(|form| cut.iter().filter_map(|way| agreement(form, way))).max();
        match (by_custom, best) {
            (true, _) | (_, Some(true)) => self.usual.push(at),
            (false, Some(false)) => self.other.push(at),
            (false, None) => {}
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.usual.is_empty() && self.other.is_empty()
    }

    /// Whether one of the most frequent surnames is among them.
    pub(super) fn is_frequent(&self) -> bool {
        self.usual.iter().any(|at| *at < FREQUENT)
    }

    /// Each of them.
    pub(super) fn each(&self) -> impl Iterator<Item = usize> {
        self.usual.iter().chain(&self.other).copied()
    }

    /// A surname that both can be, and whether it is by usual readings; usual ones first.
    pub(super) fn shared(&self, other: &Self) -> Option<(usize, bool)> {
        let usual = self.usual.iter().find(|at| other.usual.contains(at)).map(|at| (*at, true));
        usual.or_else(|| self.each().find(|at| other.each().any(|also| also == *at)).map(|at| (at, false)))
    }

    /// Whether there is exactly one.
    pub(super) fn is_one(&self) -> bool {
        self.each().count() == 1
    }
}

/// The most usual Hangul form of a surname.
pub(super) fn hangul(at: usize) -> String {
    let single = SINGLE.get(at).map(|row| row.0.chars().take(1).collect());
    let double = || DOUBLE.get(at.saturating_sub(SINGLE.len())).map(|name| (*name).to_owned());
    single.or_else(double).unwrap_or_default()
}

/// Whether a cut can be this Hangul text: `Some(true)` by usual readings.
fn agreement(form: &str, way: &[Syllable]) -> Option<bool> {
    let syllables: Vec<Syllable> = form.chars().filter_map(Syllable::of_hangul).collect();
    if syllables.len() != way.len() {
        return None;
    }
    let mut each = syllables.iter().zip(way).map(|(a, b)| a.agreement(b));
    each.try_fold(true, |usual, next| next.map(|next| usual && next > Agreement::Other))
}
