//! What the claims of a tear-line hold and it does not: the words that its text may not contain.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    article::Article,
    claim::ClaimDraft,
    country::CountryCode,
    place::{Place, PlaceClass},
    proposition::Party,
    source::{REPORTING_OUTLET, Source, folded},
    span::joined,
};

use super::{
    TearLine, TornFigure, Withheld,
    grounds::Grounds,
    wording::month,
    words::{bare, is_generic, is_made_from},
};

/// How many words in a row are told from the article's own words.
pub(super) const RUN: usize = 5;
/// How many of the headline.
pub(super) const TITLE_RUN: usize = 4;

/// All that a text may not contain.
#[derive(Default)]
pub(super) struct Terms {
    /// Words of what is kept: they may be said.
    allowed: BTreeSet<String>,
    /// Words that may not follow one another; of the last also what is made from it.
    pub(super) phrases: BTreeSet<(Withheld, Vec<String>)>,
    /// Words that may not stand close together, in whatever order.
    pub(super) bags: BTreeSet<(Withheld, BTreeSet<String>)>,
    /// Words that may not stand alone.
    pub(super) single: BTreeSet<(Withheld, String)>,
    /// Names, however they are spaced.
    pub(super) glued: BTreeSet<(Withheld, String)>,
    /// Lower-case strings that may stand nowhere.
    pub(super) raw: BTreeSet<(Withheld, String)>,
    /// Runs of words.
    pub(super) runs: BTreeMap<Vec<String>, Withheld>,
    /// Numbers, by their digits.
    pub(super) numbers: BTreeSet<String>,
}

impl Terms {
    /// What `line` leaves out of its grounds.
    pub(super) fn of(grounds: &Grounds<'_>, line: &TearLine) -> Self {
        let mut terms = Self::default();
        let kept = [line.actor, line.counterpart, line.country];
        for country in kept.into_iter().flatten() {
            terms.allow(country.short_name().unwrap_or_default());
        }
        grounds.bodies().for_each(|body| terms.allow_kept(body, line));
        for body in grounds.bodies() {
            body.chain.iter().for_each(|source| terms.source(source, &kept));
            terms.parties(body, line);
            if let Some(place) = &body.place {
                terms.place(place, line);
            }
            terms.items(body, line);
            terms.figures(body, line);
            let own_words = [&body.spans, &body.source, &body.cue].map(|excerpts| joined(excerpts));
            own_words
                .iter()
                .chain([&body.sentence.text])
                .for_each(|text| terms.run(Withheld::Words, text, RUN));
            if let Some(scope) = &body.proposition.scope {
                terms.phrase_of(Withheld::Words, scope, 3);
                terms.run(Withheld::Words, scope, RUN);
            }
            body.published.iter().for_each(|day| terms.day(*day));
        }
        terms.dates(grounds, line);
        for article in grounds.articles() {
            terms.article(article);
        }
        for state in grounds.claims() {
            terms.id(&state.id.to_string());
            terms.id(&state.article.to_string());
        }
        terms
    }

    /// Names of what is kept, as the claims have them.
    fn allow_kept(&mut self, body: &ClaimDraft, line: &TearLine) {
        let proposition = &body.proposition;
        for (party, kept) in [(&proposition.actor, line.actor), (&proposition.counterpart, line.counterpart)]
        {
            if let Some(party) = party.as_ref().filter(|party| is_country(party) && party.country == kept) {
                self.allow(&party.name);
            }
        }
        if let Some(place) = body.place.as_ref().filter(|place| is_kept(place, line)) {
            self.allow(&place.text);
        }
    }

    fn allow(&mut self, text: &str) {
        self.allowed.extend(bare(text));
    }

    /// Whether a word is among what is kept, or made from it ("Korean").
    pub(super) fn allows(&self, word: &str) -> bool {
        self.allowed.iter().any(|allowed| is_made_from(word, allowed))
    }

    fn phrase_of(&mut self, what: Withheld, text: &str, at_least: usize) {
        let words = bare(text);
        if words.len() >= at_least.max(1) {
            self.phrases.insert((what, words));
        }
    }

    /// A name: whole, in other order, however spaced, and by each word that few names share. Of what names
    /// nobody only a telling whole.
    fn name(&mut self, what: Withheld, name: &str, named: bool) {
        let mut words = bare(name);
        if words.first().is_some_and(|word| ["the", "a", "an"].contains(&word.as_str())) {
            words.remove(0);
        }
        let telling = words.iter().any(|word| !is_generic(word) && !self.allows(word));
        if words.iter().all(|word| self.allowed.contains(word)) || !telling && (!named || words.len() < 2) {
            return;
        }
        let glued: String = words.concat();
        if glued.chars().count() >= 5 {
            self.glued.insert((what, glued));
        }
        if named {
            let long = |word: &&String| word.chars().count() >= 4;
            let bag: BTreeSet<String> = words.iter().filter(long).cloned().collect();
            let single = bag.iter().filter(|word| !is_generic(word) && !self.allows(word));
            let single: Vec<_> = single.map(|word| (what, word.clone())).collect();
            self.single.extend(single);
            if bag.len() > 1 {
                self.bags.insert((what, bag));
            }
        }
        self.phrases.insert((what, words));
    }

    fn source(&mut self, source: &Source, kept: &[Option<CountryCode>]) {
        if source.name != REPORTING_OUTLET {
            self.name(Withheld::Carrier, &source.name, source.kind.is_named());
        }
        if let Some(office) = &source.office {
            self.phrase_of(Withheld::Office, office, 1);
        }
        if let Some(name) =
            source.country.filter(|c| !kept.contains(&Some(*c))).and_then(CountryCode::short_name)
        {
            self.name(Withheld::CarrierCountry, name, true);
        }
    }

    fn parties(&mut self, body: &ClaimDraft, line: &TearLine) {
        let proposition = &body.proposition;
        for (party, kept) in [(&proposition.actor, line.actor), (&proposition.counterpart, line.counterpart)]
        {
            if let Some(party) = party.as_ref().filter(|party| !is_country(party) || party.country != kept) {
                self.name(Withheld::Party, &party.name, true);
            }
        }
    }

    fn place(&mut self, place: &Place, line: &TearLine) {
        if is_kept(place, line) {
            return;
        }
        self.name(Withheld::Place, &place.text, true);
        if line.country.is_none() {
            self.name(
                Withheld::Place,
                place.country.and_then(CountryCode::short_name).unwrap_or_default(),
                true,
            );
        }
        if let Some(code) = place.subdivision.as_deref().filter(|_| line.subdivision.is_none()) {
            self.phrase_of(Withheld::Place, code, 2);
        }
    }

    fn items(&mut self, body: &ClaimDraft, line: &TearLine) {
        for item in &body.proposition.items {
            if let Some(designation) = &item.designation {
                self.phrase_of(Withheld::Item, designation, 1);
            }
            if !line.items.contains(&item.category) {
                self.phrase_of(Withheld::Item, &item.name, 1);
            }
        }
    }

    fn figures(&mut self, body: &ClaimDraft, line: &TearLine) {
        let kept = |torn: &TornFigure| {
            line.figures.iter().any(|figure| TornFigure { of: torn.of, ..figure.clone() } == *torn)
        };
        for quantity in &body.quantities {
            if !kept(&TornFigure::of(quantity, None)) {
                self.phrase_of(Withheld::Figure, &quantity.text, 1);
                let ends = [quantity.low, quantity.high].into_iter().flatten();
                let told =
                    |end| line.figures.iter().any(|figure| [figure.low, figure.high].contains(&Some(end)));
                self.numbers
                    .extend(ends.filter(|end| !told(*end)).map(|end| end.to_string().replace(',', "")));
            }
        }
    }

    fn dates(&mut self, grounds: &Grounds<'_>, line: &TearLine) {
        for day in grounds.event_times().flat_map(|date| [date.start, date.end]).flatten() {
            if [line.from, line.until].contains(&Some(day)) {
                continue;
            }
            self.day(day);
            if line.from.is_none() && line.until.is_none() {
                self.phrases.insert((Withheld::Day, bare(&format!("{} {}", month(day), day.year()))));
            }
        }
    }

    /// A day in the ways in which English writes it.
    fn day(&mut self, day: Date) {
        let (name, number) = (month(day).to_lowercase(), day.day().to_string());
        let short: String = name.chars().take(3).collect();
        for month in [&name, &short] {
            for number in [
                &number,
                &format!("{number}th"),
                &format!("{number}st"),
                &format!("{number}nd"),
                &format!("{number}rd"),
            ] {
                self.phrases.insert((Withheld::Day, vec![month.clone(), number.clone()]));
                self.phrases.insert((Withheld::Day, vec![number.clone(), month.clone()]));
            }
        }
        self.phrases.insert((Withheld::Day, bare(&day.to_string())));
    }

    fn article(&mut self, article: &Article) {
        if let Some(title) = &article.title {
            self.phrase_of(Withheld::Title, title, 2);
            self.run(Withheld::Title, title, TITLE_RUN);
        }
        if let Some(outlet) = &article.outlet {
            self.name(Withheld::Carrier, &outlet.name, true);
        }
        article.published.iter().for_each(|day| self.day(*day));
        if let Some(url) = article.url.as_deref().map(str::to_lowercase) {
            let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
            let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
            self.raw.extend(
                [host, url].into_iter().filter(|raw| raw.len() > 3).map(|raw| (Withheld::Address, raw)),
            );
        }
    }

    /// An id: its UUID with and without hyphens, and the first digits by which people call it.
    fn id(&mut self, id: &str) {
        let uuid = id.split_once("--").map_or(id, |(_, uuid)| uuid);
        self.raw.insert((Withheld::Identifier, uuid.to_owned()));
        self.raw.insert((Withheld::Identifier, uuid.replace('-', "")));
        self.raw.insert((Withheld::Identifier, uuid.chars().take(8).collect()));
    }

    fn run(&mut self, what: Withheld, text: &str, length: usize) {
        for window in bare(text).windows(length) {
            self.runs.entry(window.to_vec()).or_insert(what);
        }
    }
}

/// Whether no more is told of a place than what is kept of it.
fn is_kept(place: &Place, line: &TearLine) -> bool {
    match place.class {
        PlaceClass::Country => line.country.is_some(),
        PlaceClass::Subdivision => line.subdivision.is_some(),
        PlaceClass::Region | PlaceClass::City | PlaceClass::Site | PlaceClass::Sea => false,
    }
}

/// Whether a party is a country itself and not a person or body of it.
fn is_country(party: &Party) -> bool {
    party.country.is_some_and(|country| {
        let named = country.short_name().is_some_and(|name| folded(name) == folded(&party.name));
        named || party.name.eq_ignore_ascii_case(country.as_str())
    })
}
