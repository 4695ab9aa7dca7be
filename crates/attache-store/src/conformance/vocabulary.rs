//! Random logs and random questions over a small vocabulary, so that they meet often.

use attache_core::{
    article::Article,
    chain::Chain,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::Standing,
    country::CountryCode,
    event_time::{EventTime, Precision, TimeOf},
    filter::{Filter, Term},
    place::{Place, PlaceClass},
    proposition::{Item, ItemCategory, Party, Proposition},
    record::{Happening, NewRecord},
    source::{Source, SourceKind},
    span::Span,
};
use jiff::{Timestamp, civil::Date};
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, prop_oneof},
    sample::select,
};

use super::{happenings, samples};

const NAMES: [&str; 5] = ["North Korea", "Russia", "Україна", "South-Korea", "İzmir Group"];
const PLACES: [&str; 3] = ["Kursk", "Курськ", "the region"];
const THINGS: [&str; 3] = ["artillery shells", "drones", "ракети"];
const KINDS: [ClaimKind; 3] = [ClaimKind::Deployment, ClaimKind::Transfer, ClaimKind::Background];
const CATEGORIES: [ItemCategory; 4] =
    [ItemCategory::Ammunition, ItemCategory::Drone, ItemCategory::Missile, ItemCategory::Personnel];
const WORDS: [&str; 10] =
    ["korea", "KOREA", "rus", "укр", "kursk", "drones", "155", "i̇zmir", "", "gazette\n"];

fn country() -> impl Strategy<Value = CountryCode> {
    select(vec!["KP", "KR", "RU", "UA"]).prop_filter_map("a code", |code| code.parse().ok())
}

/// Days around the end of a year, one of them far from it.
pub fn day() -> impl Strategy<Value = Date> {
    prop_oneof![
        8 => (0..6_i64).prop_map(|days| Date::constant(2024, 12, 29).saturating_add(jiff::Span::new().days(days))),
        1 => Just(Date::MIN),
        1 => Just(Date::MAX),
    ]
}

/// Instants that lie seconds, microseconds and nanoseconds apart.
pub fn instant() -> impl Strategy<Value = Timestamp> {
    let offsets = select(vec![0_i128, 1, 999, 1_000, 1_001, 1_000_000_000, 2_000_000_001]);
    offsets.prop_filter_map("an instant", |nanoseconds| {
        Timestamp::from_nanosecond(1_732_800_000_000_000_000_i128.saturating_add(nanoseconds)).ok()
    })
}

fn party() -> impl Strategy<Value = Party> {
    (select(NAMES.to_vec()), option::of(country()))
        .prop_map(|(name, country)| Party { name: name.to_owned(), country })
}

fn place() -> impl Strategy<Value = Place> {
    let code = select(vec!["RU-KRS", "UA-32"]).prop_map(str::to_owned);
    (select(PLACES.to_vec()), option::of(country()), option::of(code)).prop_map(
        |(text, country, subdivision)| Place {
            text: text.to_owned(),
            country,
            subdivision,
            class: PlaceClass::Region,
        },
    )
}

fn item() -> impl Strategy<Value = Item> {
    let designation = option::of(select(vec!["155mm", "KN-23"]).prop_map(str::to_owned));
    (select(THINGS.to_vec()), select(CATEGORIES.to_vec()), designation)
        .prop_map(|(name, category, designation)| Item { name: name.to_owned(), category, designation })
}

/// A source that may be named.
pub fn source() -> impl Strategy<Value = Source> {
    (select(NAMES.to_vec()), option::of(country()))
        .prop_map(|(name, country)| Source::new(name, SourceKind::GovernmentBody).of_country(country))
}

fn time() -> impl Strategy<Value = EventTime> {
    (option::of(day()), option::of(day())).prop_map(|(start, end)| EventTime {
        text: "then".to_owned(),
        start,
        end,
        precision: Precision::Range,
        of: TimeOf::Event,
    })
}

/// A draft at one of a few places of the article.
pub fn draft(article: Article) -> impl Strategy<Value = ClaimDraft> {
    let said = (option::of(party()), option::of(party()), vec(item(), 0..3));
    let placed = (option::of(place()), option::of(time()), option::of(day()));
    (0..8_usize, select(KINDS.to_vec()), vec(source(), 0..3), said, placed).prop_filter_map(
        "a draft",
        move |(start, kind, carriers, (actor, counterpart, items), (place, date, published))| {
            let mut draft = samples::draft(&article, Span::new(start, start.saturating_add(9))).ok()?;
            draft.kind = kind;
            draft.chain = Chain::new(article.carrier(), carriers);
            draft.proposition = Proposition { actor, counterpart, items, scope: None };
            (draft.place, draft.date, draft.published) = (place, date, published);
            Some(draft)
        },
    )
}

/// A log in any order: also judgements of claims that nobody has drafted, and clocks that go back.
pub fn log() -> impl Strategy<Value = Vec<NewRecord>> {
    let article = samples::article(1);
    let added = Happening::ArticleAdded { article: Box::new(article.clone()) };
    let one = prop_oneof![1 => Just(added), 30 => happenings::happening(article)];
    vec((instant(), one), 0..24).prop_map(|log| {
        log.into_iter().map(|(at, what)| NewRecord { at, by: "ana".to_owned(), what }).collect()
    })
}

fn term() -> impl Strategy<Value = Term> {
    let code = select(vec!["RU-KRS", "UA-32"]).prop_map(str::to_owned);
    prop_oneof![
        3 => country().prop_map(Term::Country),
        1 => code.prop_map(Term::Subdivision),
        1 => select(CATEGORIES.to_vec()).prop_map(Term::Category),
        4 => select(WORDS.to_vec()).prop_map(|words| Term::Words(words.to_owned())),
    ]
}

/// A question with few conditions, so that it is often answered.
pub fn filter() -> impl Strategy<Value = Filter> {
    let standings = vec![
        Standing::Draft,
        Standing::Accepted,
        Standing::Corrected,
        Standing::Rejected,
        Standing::Retracted,
        Standing::Received,
    ];
    let rarely = || option::weighted(0.15, term());
    let sort = (vec(select(KINDS.to_vec()), 0..2), vec(select(standings), 0..3));
    let parties = (rarely(), rarely(), rarely());
    let others = (rarely(), rarely(), rarely(), rarely());
    let exchange = (
        option::weighted(0.15, happenings::recipient()),
        option::weighted(0.15, select(happenings::PARTNERS.to_vec()).prop_map(str::to_owned)),
        option::weighted(0.1, select(vec![1_u64, 2]).prop_map(|number| samples::article(number).id())),
    );
    let times =
        (option::weighted(0.25, day()), option::weighted(0.25, day()), option::weighted(0.5, instant()));
    (sort, parties, others, exchange, times).prop_map(
        |(
            (kinds, standings),
            (by, from, to),
            (place, item, source, outlet),
            (released_to, received_from, article),
            (since, until, as_of),
        )| Filter {
            kinds,
            standings,
            by,
            place,
            from,
            to,
            item,
            since,
            until,
            source,
            outlet,
            released_to,
            received_from,
            article,
            as_of,
        },
    )
}
