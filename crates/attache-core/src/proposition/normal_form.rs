//! The form in which claims compare.

use jiff::civil::Date;

use super::{
    count::Count,
    ground::Ground,
    matter::{Manner, Matter},
    thing::Thing,
    who::Who,
    window::Window,
};

mod normalising;

/// One thing that a claim says, without its wording. A claim that names two things says two
/// ([`NormalForm::of`]). What is missing was not said: it covers everything.
///
/// Whether two forms are one is [`compare`](super::comparison::compare)'s to say: `==` also looks at labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NormalForm {
    /// What it speaks of.
    pub matter: Matter,
    /// How it is put.
    pub manner: Manner,
    /// Who acts; `None` where the parties act together.
    pub actor: Option<Who>,
    /// To, with or for whom; for the presence of troops also the country where they are, if it is not their
    /// own. Sorted, each once.
    pub others: Vec<Who>,
    /// Whether the parties act together, so that nobody is the actor: meetings, agreements, "transfers
    /// between A and B".
    pub mutual: bool,
    /// With what.
    pub thing: Option<Thing>,
    /// Where.
    pub place: Option<Ground>,
    /// When.
    pub time: Window,
    /// How many, or none.
    pub count: Count,
    /// The words, folded, where the parts do not say all of it.
    pub gist: Option<String>,
    /// Whether the claim takes it for granted rather than says it ("in light of A's sending troops"; fighting
    /// presupposes troops).
    pub presupposed: bool,
    /// When it was told, at the latest. Nobody can deny what is still to come.
    pub told: Option<Date>,
}

impl NormalForm {
    /// The parties that it names.
    pub fn parties(&self) -> impl Iterator<Item = &Who> {
        self.actor.iter().chain(&self.others)
    }

    /// The widest proposition that it speaks of: the parties and the broad class of the thing, some of them,
    /// anywhere and at any time.
    #[must_use]
    pub fn widest(&self) -> Self {
        Self {
            thing: self.thing.as_ref().map(|thing| Thing::all(thing.class.broad())),
            place: None,
            time: Window::default(),
            count: Count::Some,
            presupposed: false,
            told: None,
            ..self.clone()
        }
    }
}

impl std::fmt::Display for NormalForm {
    /// In plain words: "more than 10,000 troops of North Korea in the Kursk region".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |parties: &[Who]| {
            let names: Vec<String> = parties.iter().map(ToString::to_string).collect();
            if names.is_empty() { "nobody named".to_owned() } else { names.join(" and ") }
        };
        let count = match &self.count {
            Count::Some => String::new(),
            Count::Zero => "no ".to_owned(),
            Count::Within(figure) => format!("{figure} "),
            Count::Outside(figure) => format!("not {figure} "),
        };
        let thing = self.thing.as_ref().map_or_else(|| "things".to_owned(), ToString::to_string);
        let actor = self.actor.as_ref().map_or_else(|| "somebody".to_owned(), ToString::to_string);
        match self.matter {
            Matter::Presence => write!(f, "{count}{thing} of {actor}")?,
            Matter::Transfer if self.mutual => write!(f, "{count}{thing} between {}", list(&self.others))?,
            Matter::Transfer => write!(f, "{count}{thing} from {actor}")?,
            Matter::Stock => write!(f, "{count}{thing} held by {actor}")?,
            Matter::Meeting => write!(f, "{count}meeting of {}", list(&self.others))?,
            Matter::Agreement => write!(f, "{count}agreement of {}", list(&self.others))?,
            Matter::Clash => write!(f, "{count}fighting of {actor}")?,
            Matter::Rule | Matter::Poll | Matter::Judgement | Matter::Silence | Matter::Other => {
                write!(f, "{count}{} of {actor}", self.matter)?;
            }
        }
        // Where the place lies in the country that the troops are in or for, the place alone says it.
        let country = self.place.as_ref().and_then(|place| place.country);
        let told_by_place = |who: &Who| *who == Who { country, name: None } && country.is_some();
        let located = self.matter == Matter::Presence && self.others.iter().all(told_by_place);
        if !self.mutual && !self.others.is_empty() && !located {
            let how = match self.matter {
                Matter::Presence => "in or for",
                Matter::Clash => "with",
                _ => "to",
            };
            write!(f, " {how} {}", list(&self.others))?;
        }
        let comma = if located { "" } else { "," };
        self.place.as_ref().map_or(Ok(()), |place| write!(f, "{comma} in {place}"))?;
        if self.time.is_open() { Ok(()) } else { write!(f, ", {}", self.time) }
    }
}
