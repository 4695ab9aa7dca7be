//! What the rows of each table mean, and how they become words and phrases.

use attache_core::{
    claim_kind::ClaimKind, country::CountryCode, likelihood::Likelihood, modality::Modality,
    place::PlaceClass, proposition::ItemCategory, source::SourceKind,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use strum::{Display, EnumString};

use super::{
    Classes, Country, CountryForm, CueVerb, Entry, NamedItem, NamedPlace, Office, Organisation, TableError,
    Words,
    inflection::Forms,
    lexicon::Case,
    table::{self, values},
};

/// The tables that are built in, by name.
pub(super) const BUILT_IN: [(&str, &str); 14] = [
    ("grammar", include_str!("../../words/grammar.tsv")),
    ("verbs", include_str!("../../words/verbs.tsv")),
    ("cues", include_str!("../../words/cues.tsv")),
    ("countries", include_str!("../../words/countries.tsv")),
    ("places", include_str!("../../words/places.tsv")),
    ("outlets", include_str!("../../words/outlets.tsv")),
    ("bodies", include_str!("../../words/bodies.tsv")),
    ("items", include_str!("../../words/items.tsv")),
    ("offices", include_str!("../../words/offices.tsv")),
    ("collectives", include_str!("../../words/collectives.tsv")),
    ("predicates", include_str!("../../words/predicates.tsv")),
    ("modalities", include_str!("../../words/modalities.tsv")),
    ("figures", include_str!("../../words/figures.tsv")),
    ("calendar", include_str!("../../words/calendar.tsv")),
];

/// Grammar classes, one bit each.
pub mod class {
    use super::Classes;

    macro_rules! classes {
        ($($name:ident = $word:literal @ $bit:literal),* $(,)?) => {
            $(#[doc = concat!("The class `", $word, "`.")] pub const $name: Classes = Classes(1 << $bit);)*
            /// The class of that name in `grammar.tsv`.
            #[must_use]
            pub fn named(word: &str) -> Option<Classes> {
                match word { $($word => Some($name),)* _ => None }
            }
        };
    }
    classes! {
        DETERMINER = "determiner" @ 0, POSSESSIVE = "possessive" @ 1, PREPOSITION = "preposition" @ 2,
        COORDINATOR = "coordinator" @ 3, SUBORDINATOR = "subordinator" @ 4, RELATIVE = "relative" @ 5,
        BE = "be" @ 6, HAVE = "have" @ 7, DO = "do" @ 8, MODAL = "modal" @ 9, NEGATOR = "negator" @ 10,
        PRONOUN = "pronoun" @ 11, ADVERB = "adverb" @ 12, WEEKDAY = "weekday" @ 13, MONTH = "month" @ 14,
        INFINITIVE = "infinitive" @ 15, PASSIVE_AGENT = "passive-agent" @ 16, HONORIFIC = "honorific" @ 17,
        PARTICLE = "name-particle" @ 18, RECIPIENT = "recipient" @ 19, VENUE = "venue" @ 20,
        VERB_BASE = "verb-base" @ 21, VERB_THIRD = "verb-third" @ 22, VERB_PAST = "verb-past" @ 23,
        VERB_PARTICIPLE = "verb-participle" @ 24, VERB_GERUND = "verb-gerund" @ 25, CUE = "cue" @ 26,
        ABBREVIATION = "abbreviation" @ 27, REASON = "reason" @ 28,
        ACCUSATION = "accusation" @ 29, HEARER = "hearer" @ 30,
        NOUNLIKE = "nounlike" @ 31, ADJECTIVE_NAME = "adjective-name" @ 32,
        UNTRUTH = "untruth" @ 33, QUALIFIER = "qualifier" @ 34, PLURAL = "plural" @ 35,
    }
}

/// What must be named beside a predicate for it to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Needs {
    /// Nothing.
    #[strum(serialize = "")]
    Nothing,
    /// People in uniform.
    Personnel,
    /// Any item but people.
    Arms,
    /// Either.
    Item,
    /// A figure.
    Figure,
    /// A country, a body or a person.
    Party,
}

/// What sort of crediting a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum CueSort {
    /// Anybody says it.
    Say,
    /// Carriers of news do it.
    Carry,
    /// A belief.
    Think,
    /// Evidence does it.
    Show,
    /// Its content is denied.
    Deny,
    /// Its object is an accusation, which is denied.
    TurnDown,
    /// The source binds itself.
    Vow,
    /// Names the next carrier.
    Cite,
    /// Puts a word to its object.
    Label,
    /// Stands only behind what it credits.
    Tag,
    /// Puts a figure to its object.
    Gauge,
}

/// Which form of a verb stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said": past or participle
    Past,
    /// "written": participle only
    Participle,
    /// "saying"
    Gerund,
}

/// How a figure is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
pub enum Bound {
    /// More than.
    #[strum(serialize = ">")]
    Above,
    /// At least.
    #[strum(serialize = ">=")]
    AtLeast,
    /// Fewer than.
    #[strum(serialize = "<")]
    Below,
    /// Up to.
    #[strum(serialize = "<=")]
    AtMost,
    /// About.
    #[strum(serialize = "~")]
    About,
    /// A little less.
    #[strum(serialize = "nearly")]
    Nearly,
}

/// What a word of `figures.tsv` is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureSort {
    /// A number.
    Number(f64),
    /// A number that multiplies the one before.
    Multiplier(f64),
    /// A bound on the number that follows.
    Bound(Bound),
    /// "Dozens of": a lower bound by itself.
    Vague(f64),
    /// A fraction, in percent.
    Share(f64),
    /// More than half.
    Majority,
}

/// A rule of `calendar.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeRule {
    /// A day, so many days from publication.
    Day(i32),
    /// A week, so many from that of publication.
    Week(i32),
    /// A month.
    Month(i32),
    /// A year.
    Year(i32),
    /// On the day before publication or earlier.
    OnOrBefore,
    /// Before publication.
    Before,
    /// After publication.
    After,
    /// About publication.
    Now,
    /// The time told before; what that was, the rules do not follow.
    Same,
}

fn time_rule(rule: &str) -> Option<TimeRule> {
    let fixed = match rule {
        "on-or-before" => Some(TimeRule::OnOrBefore),
        "before" => Some(TimeRule::Before),
        "after" => Some(TimeRule::After),
        "now" => Some(TimeRule::Now),
        "same" => Some(TimeRule::Same),
        _ => None,
    };
    let offset = |unit: &str| rule.strip_prefix(unit).and_then(|n| n.parse::<i32>().ok());
    fixed
        .or_else(|| offset("day").map(TimeRule::Day))
        .or_else(|| offset("week").map(TimeRule::Week))
        .or_else(|| offset("month").map(TimeRule::Month))
        .or_else(|| offset("year").map(TimeRule::Year))
}

#[derive(Deserialize)]
struct GrammarRow {
    class: String,
    words: String,
}

#[derive(Deserialize)]
struct VerbRow {
    base: String,
    past: String,
    participle: String,
}

#[derive(Deserialize)]
struct CueRow {
    base: String,
    forms: String,
    sort: String,
    puts: String,
    object: String,
}

#[derive(Deserialize)]
struct CountryRow {
    alpha2: String,
    alpha3: String,
    name: String,
    aliases: String,
    demonyms: String,
    capital: String,
    metonyms: String,
    regions: String,
}

#[derive(Deserialize)]
struct PlaceRow {
    name: String,
    aliases: String,
    class: String,
    country: String,
    subdivision: String,
}

#[derive(Deserialize)]
struct OrganisationRow {
    name: String,
    aliases: String,
    kind: String,
    country: String,
}

#[derive(Deserialize)]
struct ItemRow {
    name: String,
    forms: String,
    category: String,
    unit: String,
}

#[derive(Deserialize)]
struct OfficeRow {
    office: String,
    is: String,
}

#[derive(Deserialize)]
struct CollectiveRow {
    kind: String,
    nouns: String,
}

#[derive(Deserialize)]
struct PredicateRow {
    kind: String,
    needs: String,
    words: String,
}

#[derive(Deserialize)]
struct ModalityRow {
    modality: String,
    likelihood: String,
    words: String,
}

#[derive(Deserialize)]
struct FigureRow {
    sort: String,
    value: String,
    words: String,
}

#[derive(Deserialize)]
struct TimeRow {
    rule: String,
    words: String,
}

/// A row that is being taken in: says where it stands when a cell of it is wrong.
struct Place<'a> {
    table: &'a str,
    line: u64,
}

impl Place<'_> {
    fn fault(&self, what: impl Into<String>) -> TableError {
        TableError { table: self.table.to_owned(), line: self.line, what: what.into() }
    }

    fn word<T: std::str::FromStr>(&self, column: &str, cell: &str) -> Result<T, TableError> {
        cell.parse().map_err(|_| self.fault(format!("`{cell}` is no {column}")))
    }

    fn optional<T: std::str::FromStr>(&self, column: &str, cell: &str) -> Result<Option<T>, TableError> {
        if cell.is_empty() { Ok(None) } else { self.word(column, cell).map(Some) }
    }

    fn index(&self, length: usize) -> Result<u16, TableError> {
        u16::try_from(length).map_err(|_| self.fault("the table has more rows than it may (65,535)"))
    }
}

type Source<'t, 'a> = &'t dyn Fn(&str) -> Option<&'a str>;

fn each<T: serde::de::DeserializeOwned>(
    source: Source<'_, '_>,
    name: &str,
    mut take: impl FnMut(&Place<'_>, T) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let text = source(name).ok_or_else(|| TableError {
        table: name.to_owned(),
        line: 0,
        what: "the table is missing".to_owned(),
    })?;
    for row in table::rows::<T>(name, text)? {
        take(&Place { table: name, line: row.line }, row.value)?;
    }
    Ok(())
}

/// Loads every table into `words`.
pub(super) fn load<'a>(
    words: &mut Words,
    source: &dyn Fn(&str) -> Option<&'a str>,
) -> Result<(), TableError> {
    load_grammar(words, source)?;
    let verbs = load_verbs(words, source)?;
    load_cues(words, source)?;
    load_countries(words, source)?;
    load_places(words, source)?;
    load_organisations(words, source)?;
    load_items(words, source)?;
    load_people(words, source)?;
    load_predicates(words, source, &verbs)?;
    load_figures(words, source)
}

fn load_grammar(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "grammar", |place, row: GrammarRow| {
        let class = class::named(&row.class)
            .ok_or_else(|| place.fault(format!("`{}` is no class of words", row.class)))?;
        values(&row.words).for_each(|word| words.lexicon.classify(word, class));
        Ok(())
    })
}

fn load_verbs(words: &mut Words, source: Source<'_, '_>) -> Result<FxHashMap<String, Forms>, TableError> {
    let mut verbs = FxHashMap::default();
    each(source, "verbs", |_, row: VerbRow| {
        let forms = Forms::of(&row.base, &row.past, &row.participle);
        classify_verb(words, &forms);
        verbs.insert(row.base, forms);
        Ok(())
    })?;
    Ok(verbs)
}

fn classify_verb(words: &mut Words, forms: &Forms) {
    words.lexicon.classify(&forms.base, class::VERB_BASE);
    words.lexicon.classify(&forms.third, class::VERB_THIRD);
    words.lexicon.classify(&forms.past, class::VERB_PAST);
    words.lexicon.classify(&forms.participle, class::VERB_PARTICIPLE);
    words.lexicon.classify(&forms.gerund, class::VERB_GERUND);
}

fn load_cues(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "cues", |place, row: CueRow| {
        let at = place.index(words.cues.len())?;
        let forms: Vec<&str> = values(&row.forms).collect();
        let (Some(third), Some(gerund)) = (forms.first(), forms.last()) else {
            return Err(place.fault("a cue needs its forms: third person, past, participle, -ing"));
        };
        let mut add = |word: &str, form: CueForm, grammar: Classes| {
            words.lexicon.classify(word, class::CUE.with(grammar));
            words.lexicon.phrase(word, Case::Any, Entry::Cue(at, form));
        };
        add(&row.base, CueForm::Base, class::VERB_BASE);
        add(third, CueForm::Third, class::VERB_THIRD);
        add(gerund, CueForm::Gerund, class::VERB_GERUND);
        if let Some(past) = forms.get(1).filter(|_| forms.len() > 2) {
            add(past, CueForm::Past, class::VERB_PAST);
        }
        if let Some(participle) = forms.get(2).filter(|_| forms.len() > 3) {
            add(participle, CueForm::Participle, class::VERB_PARTICIPLE);
        }
        let sort = place.word("sort of cue", &row.sort)?;
        let puts = place.word("modality", &row.puts)?;
        let phrase = match row.object.as_str() {
            "phrase" => true,
            "clause" => false,
            other => return Err(place.fault(format!("`{other}` is neither clause nor phrase"))),
        };
        words.cues.push(CueVerb { base: row.base, sort, puts, phrase });
        Ok(())
    })
}

impl Words {
    /// Adds names that are written with capitals, and lets questions find them.
    fn name(&mut self, name: &str, entry: Entry) {
        self.lexicon.phrase(name, Case::Exact, entry);
        self.names.entry(name.to_lowercase()).or_insert(entry);
    }
}

fn load_countries(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "countries", |place, row: CountryRow| {
        let at = place.index(words.countries.len())?;
        let code: CountryCode = row.alpha2.parse().map_err(|e| place.fault(format!("{e}")))?;
        if row.alpha3.len() != 3 || !row.alpha3.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(place.fault(format!("`{}` is no alpha-3 code", row.alpha3)));
        }
        let country = |form| Entry::Country(at, form);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, country(CountryForm::Name)));
        values(&row.demonyms).for_each(|n| words.name(n, country(CountryForm::Demonym)));
        words.peoples.extend(values(&row.demonyms).map(str::to_owned));
        values(&row.capital).for_each(|n| words.name(n, country(CountryForm::Capital)));
        values(&row.metonyms).for_each(|n| words.name(n, country(CountryForm::Seat)));
        for region in values(&row.regions) {
            let known = words.regions.iter().position(|r| r == region);
            let number = known.unwrap_or(words.regions.len());
            if known.is_none() {
                let entry = Entry::Region(place.index(number)?);
                words.lexicon.phrase(region, Case::Exact, entry);
                words.regions.push(region.to_owned());
            }
        }
        words.alpha3.insert(row.alpha3.clone(), code);
        words.countries.push(Country {
            code,
            alpha3: row.alpha3,
            demonym: values(&row.demonyms).next().unwrap_or(&row.name).to_owned(),
            name: row.name,
            regions: values(&row.regions).map(str::to_owned).collect(),
        });
        Ok(())
    })
}

fn load_places(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "places", |place, row: PlaceRow| {
        let at = place.index(words.places.len())?;
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, Entry::Place(at)));
        let class = match row.class.as_str() {
            "subdivision" => PlaceClass::Subdivision,
            "city" => PlaceClass::City,
            "region" => PlaceClass::Region,
            "base" | "port" => PlaceClass::Site,
            "sea" | "strait" => PlaceClass::Sea,
            other => return Err(place.fault(format!("`{other}` is no class of place"))),
        };
        let country = place.optional("country code", &row.country)?;
        let subdivision = Some(row.subdivision).filter(|code| !code.is_empty());
        words.places.push(NamedPlace { name: row.name, class, country, subdivision });
        Ok(())
    })
}

fn organisation(place: &Place<'_>, row: &OrganisationRow) -> Result<Organisation, TableError> {
    let kind = match row.kind.as_str() {
        "pollster" => SourceKind::Survey,
        word => place.word("kind of source", word)?,
    };
    let country = place.optional("country code", &row.country)?;
    Ok(Organisation { name: row.name.clone(), kind, country })
}

fn load_organisations(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "outlets", |place, row: OrganisationRow| {
        let entry = Entry::Outlet(place.index(words.outlets.len())?);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, entry));
        words.outlets.push(organisation(place, &row)?);
        Ok(())
    })?;
    each(source, "bodies", |place, row: OrganisationRow| {
        let entry = Entry::Body(place.index(words.bodies.len())?);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, entry));
        words.bodies.push(organisation(place, &row)?);
        Ok(())
    })
}

fn load_items(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "items", |place, row: ItemRow| {
        let at = place.index(words.items.len())?;
        let category: ItemCategory = place.word("category of item", &row.category)?;
        for form in values(&row.name).chain(values(&row.forms)) {
            let case = if form.chars().any(char::is_uppercase) { Case::Exact } else { Case::Any };
            words.lexicon.phrase(form, case, Entry::Item(at));
            words.names.entry(form.to_lowercase()).or_insert(Entry::Item(at));
        }
        words.items.push(NamedItem { name: row.name, category, unit: row.unit });
        Ok(())
    })
}

fn load_people(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "offices", |place, row: OfficeRow| {
        let entry = Entry::Office(place.index(words.offices.len())?);
        words.lexicon.phrase(&row.office, Case::Any, entry);
        let holders = values(&row.is).map(str::to_owned).collect();
        words.offices.push(Office { name: row.office, holders });
        Ok(())
    })?;
    each(source, "collectives", |place, row: CollectiveRow| {
        let entry = Entry::Collective(place.word("kind of source", &row.kind)?);
        values(&row.nouns).for_each(|noun| {
            words.lexicon.phrase(noun, Case::Any, entry);
        });
        Ok(())
    })
}

fn load_predicates(
    words: &mut Words,
    source: Source<'_, '_>,
    verbs: &FxHashMap<String, Forms>,
) -> Result<(), TableError> {
    each(source, "predicates", |place, row: PredicateRow| {
        let kind: ClaimKind = place.word("kind of claim", &row.kind)?;
        let entry = Entry::Predicate(kind, place.word("need", &row.needs)?);
        for phrase in values(&row.words) {
            let Some((verb, rest)) = phrase.split_once('~') else {
                words.lexicon.phrase(phrase, Case::Any, entry);
                continue;
            };
            let regular = Forms::of(verb, "", "");
            let forms = verbs.get(verb).unwrap_or(&regular);
            classify_verb(words, forms);
            for form in forms.all() {
                words.lexicon.phrase(&format!("{form}{rest}"), Case::Any, entry);
            }
        }
        Ok(())
    })?;
    each(source, "modalities", |place, row: ModalityRow| {
        let modality: Modality = place.word("modality", &row.modality)?;
        let likelihood: Option<Likelihood> = place.optional("term of likelihood", &row.likelihood)?;
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Manner(modality, likelihood));
        });
        Ok(())
    })
}

fn load_figures(words: &mut Words, source: Source<'_, '_>) -> Result<(), TableError> {
    each(source, "figures", |place, row: FigureRow| {
        let number = || place.word::<f64>("number", &row.value);
        let sort = match row.sort.as_str() {
            "number" => FigureSort::Number(number()?),
            "multiplier" => FigureSort::Multiplier(number()?),
            "vague" => FigureSort::Vague(number()?),
            "share" => FigureSort::Share(number()?),
            "majority" => FigureSort::Majority,
            "bound" => FigureSort::Bound(place.word("bound", &row.value)?),
            other => return Err(place.fault(format!("`{other}` is no sort of figure"))),
        };
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Figure(sort));
        });
        Ok(())
    })?;
    each(source, "calendar", |place, row: TimeRow| {
        let rule = time_rule(&row.rule).ok_or_else(|| place.fault(format!("`{}` is no rule", row.rule)))?;
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Time(rule));
        });
        Ok(())
    })
}
