//! A press that writes and copies, from a seed.

use jiff::civil::{Date, date};

use crate::draw::Draw;

/// How a text was made from another. The words of each are in its order of ease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// Word for word, with the end cut or not.
    Cut,
    /// One word in twenty is another.
    Edited,
    /// One word in six is another.
    Rewritten,
    /// Three to seven tenths of its sentences, within an own text.
    Quoted,
}

/// A text with the truth of it.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) day: Date,
    pub(super) outlet: String,
    pub(super) event: usize,
    /// The text that it was made from, by number.
    pub(super) root: Option<usize>,
    /// The text that it goes back to in the end: its own number where it was written apart.
    pub(super) origin: usize,
    pub(super) manner: Option<Manner>,
}

/// Agencies by the names of the word tables: a credit line names them.
const AGENCIES: [&str; 5] =
    ["Reuters", "Yonhap", "Interfax-Ukraine", "Associated Press", "Agence France-Presse"];
/// How many outlets copy.
const OUTLETS: usize = 400;
/// Words of the language; how often each comes is its place's inverse (Zipf).
const WORDS: usize = 20_000;
/// Phrases that any text can have.
const STOCK: usize = 60;

/// A sentence of word numbers.
type Sentence = Vec<usize>;

/// A text before it is printed.
#[derive(Clone)]
struct Draft {
    sentences: Vec<Sentence>,
    day: usize,
    outlet: String,
    origin: usize,
}

pub(super) struct Press {
    chance: Draw,
    events: usize,
    stock: Vec<Sentence>,
}

impl Press {
    pub(super) fn new(seed: u64) -> Self {
        let mut press = Self { chance: Draw::new(seed), events: 0, stock: Vec::new() };
        press.stock = (0..STOCK).map(|_| press.sentence(7)).collect();
        press
    }

    /// The texts on the next event, in the order in which they were written; the first gets this number.
    pub(super) fn event(&mut self, first: usize) -> Vec<Written> {
        let event = self.events;
        self.events += 1;
        let quotations: Vec<Sentence> = (0..3).map(|_| self.sentence(18)).collect();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut written = Vec::new();
        for _ in 0..=self.chance.below(4) {
            let agency = self.chance.percent(70);
            let outlet = if agency { self.agency() } else { self.outlet() };
            let origin = first + drafts.len();
            let draft =
                Draft { sentences: self.report(&quotations), day: self.chance.below(2), outlet, origin };
            written.push(self.printed(&draft, event, None, None));
            drafts.push(draft);
            let roots_at = drafts.len() - 1;
            for _ in 0..self.copies() {
                // One copy in ten is made from a copy.
                let copied =
                    if self.chance.percent(10) { self.chance.below(drafts.len() - roots_at) } else { 0 };
                let Some(root) = drafts.get(roots_at + copied).cloned() else { continue };
                let (copy, manner) = self.copy(&root, &quotations);
                let credit = self.chance.percent(45).then(|| root.outlet.clone());
                let root = first + roots_at + copied;
                written.push(self.printed(&copy, event, Some((root, manner)), credit));
                drafts.push(copy);
            }
        }
        written
    }

    /// Few texts are copied often.
    fn copies(&mut self) -> usize {
        match self.chance.below(20) {
            0 => 20 + self.chance.below(60),
            1..=4 => 4 + self.chance.below(10),
            5..=12 => 1 + self.chance.below(3),
            _ => 0,
        }
    }

    fn agency(&mut self) -> String {
        self.chance.one(&AGENCIES).map(ToString::to_string).unwrap_or_default()
    }

    fn outlet(&mut self) -> String {
        format!("Gazette {}", self.chance.below(OUTLETS))
    }

    fn word(&mut self) -> usize {
        // Two draws multiplied make small numbers frequent: near enough to Zipf's law.
        self.chance.below(WORDS) * self.chance.below(WORDS) / WORDS
    }

    fn sentence(&mut self, least: usize) -> Sentence {
        (0..least + self.chance.below(14)).map(|_| self.word()).collect()
    }

    /// An own report: sentences, now and then a stock phrase or one of the event's quotations.
    fn report(&mut self, quotations: &[Sentence]) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        for _ in 0..8 + self.chance.below(16) {
            let mut sentence = self.sentence(10);
            if self.chance.percent(20) {
                sentence.extend(self.chance.one(&self.stock).cloned().unwrap_or_default());
            }
            sentences.push(sentence);
        }
        if self.chance.percent(50) {
            sentences.extend(self.chance.one(quotations).cloned());
        }
        sentences
    }

    fn copy(&mut self, root: &Draft, quotations: &[Sentence]) -> (Draft, Manner) {
        let mut sentences = root.sentences.clone();
        let manner = match self.chance.below(20) {
            0..=8 => {
                let least = sentences.len() / 2;
                sentences.truncate(least + self.chance.below(sentences.len() - least + 1));
                Manner::Cut
            }
            9..=13 => {
                self.change(&mut sentences, 5);
                Manner::Edited
            }
            14..=16 => {
                self.change(&mut sentences, 17);
                Manner::Rewritten
            }
            _ => {
                let kept = 30 + self.chance.below(41);
                sentences.retain(|_| self.chance.percent(kept));
                sentences.extend(self.report(quotations));
                Manner::Quoted
            }
        };
        let day = root.day + self.chance.below(3);
        (Draft { sentences, day, outlet: self.outlet(), origin: root.origin }, manner)
    }

    fn change(&mut self, sentences: &mut [Sentence], percent: usize) {
        for place in sentences.iter_mut().flatten() {
            if self.chance.percent(percent) {
                *place = self.word();
            }
        }
    }

    fn printed(
        &mut self,
        draft: &Draft,
        event: usize,
        made_from: Option<(usize, Manner)>,
        credit: Option<String>,
    ) -> Written {
        let mut text = String::new();
        for sentence in &draft.sentences {
            let words: Vec<String> = sentence.iter().map(|word| spelled(*word)).collect();
            text.push_str(&words.join(" "));
            text.push_str(".\n");
        }
        if let Some(credit) = credit {
            text.push_str(&format!("With material from {credit}\n"));
        }
        if self.chance.percent(40) {
            // The outlet's boilerplate: the same thirty words below each of its texts.
            let mut own = Draw::new(
                draft.outlet.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))),
            );
            let words: Vec<String> = (0..30).map(|_| spelled(own.below(WORDS))).collect();
            text.push_str(&format!("{}.\n", words.join(" ")));
        }
        let days = i64::try_from(event / 40 + draft.day).unwrap_or(0);
        let day = date(2020, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(date(2020, 1, 1));
        let (root, manner) = made_from.map_or((None, None), |(root, manner)| (Some(root), Some(manner)));
        Written { text, day, outlet: draft.outlet.clone(), event, root, origin: draft.origin, manner }
    }
}

/// A word by its number, of two to four syllables.
fn spelled(mut number: usize) -> String {
    const SYLLABLES: [&str; 28] = [
        "ba", "ke", "lo", "mi", "nu", "pa", "re", "so", "ti", "vu", "za", "che", "dro", "fli", "gu", "har",
        "jen", "kol", "lim", "mur", "nas", "pel", "ron", "sit", "tul", "van", "wen", "yor",
    ];
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES.get(number % SYLLABLES.len()).copied().unwrap_or_default());
        number /= SYLLABLES.len();
        if number == 0 && word.len() > 3 {
            break;
        }
    }
    word
}
