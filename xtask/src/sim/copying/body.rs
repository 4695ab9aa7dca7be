//! The sentences of a text, and how they are put otherwise.

use super::{
    chances::Chances,
    event::Event,
    line::Line,
    phrases::{DID, SAYING, SAYING_ON, WHAT, WHEN, WHERE, WHO, Ways},
};
use crate::draw::Draw;

/// One sentence.
#[derive(Clone, Debug)]
pub(super) enum Sentence {
    /// It claims nothing.
    Colour(Colour),
    /// Somebody's words, the same in whatever text.
    Quoted(String),
    /// It tells the event.
    Tells(Box<Line>),
}

/// Where, who, did, what, when: each by row and way, in one of a few orders.
#[derive(Clone, Debug)]
pub(super) struct Colour {
    parts: [(usize, usize); 5],
    order: usize,
}

const TABLES: [&[Ways]; 5] = [&WHEN, &WHO, &DID, &WHAT, &WHERE];
/// Orders of the parts: when, who, did, what, where.
const ORDERS: [[usize; 5]; 4] = [[1, 2, 3, 4, 0], [0, 1, 2, 3, 4], [4, 1, 2, 3, 0], [1, 2, 3, 0, 4]];

impl Colour {
    fn new(chance: &mut Draw) -> Self {
        let parts = TABLES.map(|table| (chance.below(table.len()), chance.below(3)));
        Self { parts, order: chance.below(ORDERS.len()) }
    }

    fn reword(&mut self, of_hundred: usize, chance: &mut Draw) {
        for (_, way) in &mut self.parts {
            if chance.percent(of_hundred) {
                *way = (*way + 1 + chance.below(2)) % 3;
            }
        }
        if chance.percent(of_hundred) {
            self.order = chance.below(ORDERS.len());
        }
    }

    fn text(&self) -> String {
        let order = ORDERS.get(self.order).unwrap_or(&[0; 5]);
        let words = order.iter().filter_map(|part| {
            let (row, way) = self.parts.get(*part)?;
            TABLES.get(*part)?.get(*row)?.get(*way).copied()
        });
        let text = words.collect::<Vec<_>>().join(" ");
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }
}

/// A sentence that claims nothing.
pub(super) fn colour(chance: &mut Draw) -> String {
    Colour::new(chance).text()
}

/// A quotation that several reports may share.
pub(super) fn quotation(chance: &mut Draw) -> String {
    let half = |of: &[&'static str], chance: &mut Draw| chance.one(of).copied().unwrap_or_default();
    let (first, second) = (half(&SAYING, chance), half(&SAYING_ON, chance));
    let mut letters = first.chars();
    let initial = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("\"{initial}{} {second}.\"", letters.as_str())
}

/// A text of its own: the statements among sentences that claim nothing, now and then with one of the event's
/// quotations.
pub(super) fn written(statements: Vec<Line>, quotations: &[String], chance: &mut Draw) -> Vec<Sentence> {
    let mut body: Vec<Sentence> =
        (0..8 + chance.below(8)).map(|_| Sentence::Colour(Colour::new(chance))).collect();
    if chance.percent(50) {
        let quoted = chance.one(quotations).cloned().map(Sentence::Quoted);
        let at = 4 + chance.below(body.len() - 4);
        body.splice(at..at, quoted);
    }
    for statement in statements {
        // What is told stands near the head.
        body.insert(chance.below(4), Sentence::Tells(Box::new(statement)));
    }
    body
}

/// Word for word, with the end cut or not.
pub(super) fn cut(body: &[Sentence], chance: &mut Draw) -> Vec<Sentence> {
    let least = body.len() * 3 / 5;
    let kept = least + chance.below(body.len() - least + 1);
    let mut copy: Vec<Sentence> = body.iter().take(kept).cloned().collect();
    // Nobody cuts what the report is about.
    copy.extend(body.iter().skip(kept).filter(|sentence| matches!(sentence, Sentence::Tells(_))).cloned());
    copy
}

/// In other words, other order, and shorter.
pub(super) fn rewritten(body: &[Sentence], chances: &Chances, chance: &mut Draw) -> Vec<Sentence> {
    // Some rewrite little, some nearly everything.
    let reworded = 10 + chance.below(chances.reworded);
    let mut copy = body.to_vec();
    copy.retain(|sentence| matches!(sentence, Sentence::Tells(_)) || !chance.percent(chances.dropped));
    for sentence in &mut copy {
        match sentence {
            Sentence::Colour(colour) => colour.reword(reworded, chance),
            Sentence::Tells(statement) => statement.reword(chance),
            Sentence::Quoted(_) => {}
        }
    }
    for at in (1..copy.len()).rev() {
        copy.swap(at, chance.below(at + 1));
    }
    copy
}

/// Half of it, within a text of one's own.
pub(super) fn mixed(body: &[Sentence], own: Vec<Sentence>, chance: &mut Draw) -> Vec<Sentence> {
    let mut copy = body.to_vec();
    copy.retain(|sentence| matches!(sentence, Sentence::Tells(_)) || chance.percent(50));
    copy.extend(own);
    copy
}

/// The statements in it.
pub(super) fn statements(body: &[Sentence]) -> impl Iterator<Item = &Line> {
    body.iter().filter_map(|sentence| match sentence {
        Sentence::Tells(statement) => Some(&**statement),
        _ => None,
    })
}

/// The same, to be changed.
pub(super) fn statements_mut(body: &mut [Sentence]) -> impl Iterator<Item = &mut Line> {
    body.iter_mut().filter_map(|sentence| match sentence {
        Sentence::Tells(statement) => Some(&mut **statement),
        _ => None,
    })
}

/// As paragraphs of one to three sentences.
pub(super) fn printed(body: &[Sentence], event: &Event) -> String {
    let mut text = String::new();
    for (at, sentence) in body.iter().enumerate() {
        let words = match sentence {
            Sentence::Colour(colour) => colour.text(),
            Sentence::Quoted(words) => words.clone(),
            Sentence::Tells(statement) => statement.text(event),
        };
        text.push_str(&words);
        // What tells the event, and what is quoted, stands in a paragraph of its own.
        let next_tells = body.get(at + 1).is_some_and(|next| !matches!(next, Sentence::Colour(_)));
        let alone = !matches!(sentence, Sentence::Colour(_)) || next_tells;
        text.push_str(if alone || at % 3 == 2 { "\n\n" } else { " " });
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
