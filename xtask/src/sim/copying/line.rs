//! The sentence of a report that tells the event, on whose word.

use std::fmt::Write as _;

use attache_core::source::{Source, SourceKind};

use super::{
    event::Event,
    party::{OBSERVERS, Observer},
};
use crate::draw::Draw;

/// Who knows of an event by himself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The government of that number.
    Government(usize),
    /// The expert of that name.
    Expert(String),
    /// The agency or outlet of that name, with its own eyes.
    Eyes(String),
}

/// On whose word a text says that it tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A government, by one of the names of its offices.
    Office(usize, usize),
    /// A named expert.
    Expert(String),
    /// An official without a name.
    Unnamed(usize),
    /// Nobody's: the author's own.
    Own,
}

/// How many names the offices of a government have.
const OFFICES: usize = 5;

impl Voice {
    /// One of the names of a government.
    pub(super) fn office(of: usize, chance: &mut Draw) -> Self {
        Self::Office(of, chance.below(OFFICES))
    }

    /// As words at the beginning of a clause.
    fn words(&self) -> Option<String> {
        let of = |at: &usize| OBSERVERS.get(*at);
        match self {
            Self::Office(at, office) => of(at).map(|observer| office_words(observer, *office)),
            Self::Expert(name) => Some(format!("analyst {name}")),
            Self::Unnamed(at) => of(at).map(|observer| format!("a {} official", observer.country.adjective)),
            Self::Own => None,
        }
    }

    /// As the carrier that a faultless reader makes of it.
    pub(super) fn source(&self) -> Option<Source> {
        let of = |at: &usize| OBSERVERS.get(*at);
        let (name, kind, observer) = match self {
            Self::Office(at, office) => {
                let observer = of(at)?;
                let (name, kind) = office_source(observer, *office);
                (name, kind, Some(observer))
            }
            Self::Expert(name) => (name.clone(), SourceKind::Person, None),
            Self::Unnamed(at) => {
                let observer = of(at)?;
                let name = format!("{} official", observer.country.adjective);
                (name, SourceKind::OfficialAnonymous, Some(observer))
            }
            Self::Own => return None,
        };
        let country = observer.and_then(|observer| observer.country.code.parse().ok());
        Some(Source::new(name, kind).of_country(country))
    }
}

fn office_words(observer: &Observer, office: usize) -> String {
    let adjective = observer.country.adjective;
    match office {
        0 => format!("the {adjective} Defense Ministry"),
        1 => format!("{adjective} Foreign Minister {}", observer.minister),
        2 => observer.seat.to_owned(),
        3 => format!("the {adjective} intelligence service"),
        _ => format!("the {adjective} government"),
    }
}

fn office_source(observer: &Observer, office: usize) -> (String, SourceKind) {
    let adjective = observer.country.adjective;
    match office {
        0 => (format!("{adjective} Defense Ministry"), SourceKind::GovernmentBody),
        1 => (observer.minister.to_owned(), SourceKind::Official),
        2 => (observer.country.name.to_owned(), SourceKind::GovernmentBody),
        3 => (format!("{adjective} intelligence agency"), SourceKind::Intelligence),
        _ => (format!("{adjective} government"), SourceKind::GovernmentBody),
    }
}

/// One statement: its words, and the truth of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Whom it names.
    pub(super) voice: Voice,
    /// The agency or outlet that it credits in the sentence.
    pub(super) credit: Option<String>,
    /// Who in truth found out.
    pub(super) root: Origin,
    /// The texts through which it came, by number, the last one first written.
    pub(super) through: Vec<usize>,
    pattern: usize,
    verb: usize,
    noun: usize,
    bound: usize,
    /// In hundredths of the event's: who finds out by himself counts for himself.
    figure: usize,
    frame: usize,
}

const BOUNDS: [&str; 6] = ["some", "about", "roughly", "nearly", "more than", "at least"];
const SENT: [&str; 4] = ["has sent", "has dispatched", "has moved", "has transferred"];
const SUPPLIED: [&str; 4] = ["has delivered", "has shipped", "has supplied", "has sent"];
const TROOPS: [&str; 3] = ["troops", "soldiers", "servicemen"];

impl Line {
    /// A statement on somebody's word.
    pub(super) fn new(voice: Voice, root: Origin, chance: &mut Draw) -> Self {
        let mut made = Self {
            voice,
            credit: None,
            root,
            through: Vec::new(),
            pattern: 0,
            verb: 0,
            noun: 0,
            bound: chance.below(BOUNDS.len()),
            figure: 70 + chance.below(61),
            frame: 0,
        };
        made.reword(chance);
        made
    }

    /// Puts it otherwise. The figure stays what it was.
    pub(super) fn reword(&mut self, chance: &mut Draw) {
        self.pattern = chance.below(3);
        self.verb = chance.below(4);
        self.noun = chance.below(3);
        self.frame = chance.below(4);
    }

    /// Whether it says on whose word it rests, or on which outlet's.
    pub(super) const fn names_somebody(&self) -> bool {
        match self.voice {
            Voice::Office(..) | Voice::Expert(_) => true,
            Voice::Unnamed(_) => false,
            Voice::Own => self.credit.is_some(),
        }
    }

    /// The sentence.
    pub(super) fn text(&self, event: &Event) -> String {
        let content = self.content(event);
        let whole = match (self.voice.words(), &self.credit) {
            (None, None) => format!("{content}."),
            (Some(voice), None) => match self.frame {
                0 => format!("{voice} said that {content}."),
                1 => format!("{content}, {voice} said."),
                2 => format!("according to {voice}, {content}."),
                _ => format!("{content}, according to {voice}."),
            },
            (None, Some(credit)) => match self.frame {
                0 => format!("{credit} reported that {content}."),
                1 => format!("{content}, {credit} reported."),
                _ => format!("{content}, according to {credit}."),
            },
            (Some(voice), Some(credit)) => match self.frame {
                0 => format!("{credit} reported, citing {voice}, that {content}."),
                1 => format!("citing {voice}, {credit} reported that {content}."),
                2 => format!("{voice} stated that {content}, {credit} reported."),
                _ => format!("{content}, {voice} said, according to {credit}."),
            },
        };
        capitalised(&whole)
    }

    fn content(&self, event: &Event) -> String {
        let pick = |of: &[&'static str], at: usize| of.get(at % of.len().max(1)).copied().unwrap_or_default();
        let (actor, counterpart) = (event.actor.name, event.counterpart.name);
        let figure = format!("{} {}", pick(&BOUNDS, self.bound), grouped(event.figure * self.figure / 100));
        match event.goods {
            None => {
                let (sent, troops) = (pick(&SENT, self.verb), pick(&TROOPS, self.noun));
                match self.pattern {
                    0 => format!("{actor} {sent} {figure} {troops} to {counterpart}"),
                    1 => format!("{figure} {troops} from {actor} have arrived in {counterpart}"),
                    _ => format!("{actor} has deployed {figure} {troops} in {counterpart}"),
                }
            }
            Some(goods) => match self.pattern {
                0 => format!("{actor} {} {figure} {goods} to {counterpart}", pick(&SUPPLIED, self.verb)),
                1 => format!("{counterpart} has received {figure} {goods} from {actor}"),
                _ => format!("{figure} {goods} were delivered to {counterpart} by {actor}"),
            },
        }
    }
}

/// With a comma between thousands.
fn grouped(number: usize) -> String {
    let mut text = String::new();
    let (thousands, rest) = (number / 1000, number % 1000);
    // Writing to a string does not fail.
    let _ = if thousands > 0 { write!(text, "{thousands},{rest:03}") } else { write!(text, "{rest}") };
    text
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
