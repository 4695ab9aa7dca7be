//! Tests: what was written is read again as it was.

use attache_core::{
    article::{Article, Outlet},
    attribution::Quotation,
    chain::Chain,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    country::CountryCode,
    event_time::{EventTime, Precision, TimeOf},
    grade::Credibility,
    likelihood::Likelihood,
    marking::{Marking, Tlp},
    modality::Modality,
    place::{Place, PlaceClass},
    proposition::{Item, ItemCategory, Party, Proposition},
    quantity::{Figure, Quantity},
    release::{Form, Payload, Released},
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};
use jiff::civil::Date;
use proptest::{collection::vec, option::of, prelude::*, sample::select};
use strum::VariantArray;

use crate::{
    reading::{Incoming, Sender, read},
    sample,
    writing::{Written, write},
};

fn one_of<T: VariantArray + Clone + std::fmt::Debug>() -> impl Strategy<Value = T> {
    select(T::VARIANTS.to_vec())
}

fn name() -> impl Strategy<Value = String> {
    "[\\PC]{0,5}[\\w\"\\\\]{1,4}[\\PC]{0,5}"
}

fn country() -> impl Strategy<Value = Option<CountryCode>> {
    of(select(vec!["KR", "UA", "KP", "RU", "PL", "HK"]).prop_map(|code| code.parse().unwrap()))
}

fn day() -> impl Strategy<Value = Date> {
    (1990i16..2040, 1i8..13, 1i8..29).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn days() -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    (of(day()), of(day())).prop_map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
        ends => ends,
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    (-1e9..1e9).prop_map(|value: f64| Figure::new(value).unwrap())
}

fn source() -> impl Strategy<Value = Source> {
    (name(), one_of::<SourceKind>(), country(), of(name())).prop_map(|(name, kind, country, office)| Source {
        name,
        kind,
        country,
        office,
    })
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (name(), of(figure()), of(figure()), any::<[bool; 4]>(), of(name())).prop_map(
        |(text, a, b, [low_open, high_open, rounded, approximate], unit)| {
            let (low, high) = if a > b && b.is_some() { (b, a) } else { (a, b) };
            Quantity { text, low, low_open, high, high_open, unit, rounded, approximate }
        },
    )
}

fn place() -> impl Strategy<Value = Place> {
    (name(), country(), of("[A-Z]{2}-[A-Z0-9]{1,3}"), one_of::<PlaceClass>())
        .prop_map(|(text, country, subdivision, class)| Place { text, country, subdivision, class })
}

fn time() -> impl Strategy<Value = EventTime> {
    (name(), days(), one_of::<Precision>(), one_of::<TimeOf>())
        .prop_map(|(text, (start, end), precision, of)| EventTime { text, start, end, precision, of })
}

fn party() -> impl Strategy<Value = Party> {
    (name(), country()).prop_map(|(name, country)| Party { name, country })
}

fn proposition() -> impl Strategy<Value = Proposition> {
    let item = (name(), one_of::<ItemCategory>(), of(name()))
        .prop_map(|(name, category, designation)| Item { name, category, designation });
    (of(party()), of(party()), vec(item, 0..3), of(name()))
        .prop_map(|(actor, counterpart, items, scope)| Proposition { actor, counterpart, items, scope })
}

fn article() -> impl Strategy<Value = Article> {
    let outlet = name().prop_map(|name| Outlet { name, kind: SourceKind::Outlet });
    let about = (of(name()), of(outlet), of(day()), of("https?://[a-z]{1,9}\\.example/\\PC{0,9}|\\PC{0,9}"));
    (vec(name(), 1..12), about, of("ko|en-GB|\\PC{0,4}")).prop_map(
        |(words, (title, outlet, published, url), language)| Article {
            title,
            outlet,
            published,
            url,
            language,
            ..Article::plain(words.join(" "))
        },
    )
}

/// Places in a text, on character boundaries.
fn excerpts(text: String, count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Excerpt>> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = (select(bounds.clone()), select(bounds)).prop_map(|(a, b)| Span::new(a.min(b), a.max(b)));
    vec(place, count)
        .prop_map(move |spans| spans.into_iter().map(|span| Excerpt::of(&text, span).unwrap()).collect())
}

fn body(article: Article) -> impl Strategy<Value = ClaimDraft> {
    let text = article.text;
    let whole = Excerpt { span: Span::new(0, text.len()), text: text.clone() };
    let places = (
        excerpts(text.clone(), 0..3),
        excerpts(text.clone(), 0..3),
        excerpts(text.clone(), 0..3),
        excerpts(text, 1..2),
    );
    let manner = (
        one_of::<ClaimKind>(),
        one_of::<Modality>(),
        one_of::<Quotation>(),
        of(one_of::<Likelihood>()),
        0.0..=1.0,
    );
    let what = (vec(quantity(), 0..3), of(place()), of(time()), proposition(), of(day()));
    (places, manner, what, source(), vec(source(), 0..4)).prop_map(
        move |(places, manner, what, outlet, carriers)| {
            let (mut spans, source, cue, mut sentence) = places;
            let (kind, modality, quote, likelihood, confidence) = manner;
            let (quantities, place, date, proposition, published) = what;
            spans.push(whole.clone());
            ClaimDraft {
                kind,
                modality,
                quote,
                confidence: Figure::new(confidence).unwrap(),
                spans,
                source,
                cue,
                chain: Chain::new(outlet, carriers),
                quantities,
                place,
                date,
                embedded_in: None,
                likelihood,
                proposition,
                sentence: sentence.remove(0),
                published,
                drafter: None,
                differences: Vec::new(),
            }
        },
    )
}

pub(crate) fn claim() -> impl Strategy<Value = (Article, ClaimDraft)> {
    article().prop_flat_map(|article| (Just(article.clone()), body(article)))
}

/// Reads the note of what was written, with the markings that are in it.
pub(super) fn read_back(written: &Written) -> Incoming {
    let issuer = sample::issuer();
    let sender = issuer.id().unwrap();
    let partner = "quay".parse().unwrap();
    let us = crate::issuer::Issuer { name: "Kyrre Desk".into(), ..issuer };
    let note = &written.objects.last().unwrap().bytes;
    let find = |id: &attache_stix::stix_id::StixId| {
        written.objects.iter().find(|object| object.id == *id).map(|object| object.bytes.clone())
    };
    read(note, &find, &Sender { partner: &partner, identity: Some(&sender) }, &us, sample::noon())
}

fn check_whole(released: &Released) -> Result<(), TestCaseError> {
    let issuer = sample::issuer();
    let written = write(released, &sample::shelf(&issuer), sample::noon(), None).unwrap();
    let Incoming::Claim(claim) = read_back(&written) else {
        return Err(TestCaseError::fail(format!("{:?}", read_back(&written))));
    };
    let Payload::Whole(whole) = released.payload() else { panic!("not whole") };
    prop_assert_eq!(claim.id, whole.id);
    prop_assert!(claim.publication == whole.article);
    prop_assert!(claim.body == whole.body);
    prop_assert_eq!(claim.credibility, whole.credibility);
    prop_assert_eq!(&claim.originator, released.originator());
    prop_assert_eq!(&claim.brought.marking, released.marking());
    prop_assert_eq!(&claim.brought.object, &written.note);
    prop_assert_eq!(claim.brought.version.timestamp(), sample::noon());
    prop_assert!(!claim.claims_to_be_ours && !claim.brought.from_the_future);
    let sealed = claim.seal(&"quay".parse().unwrap()).unwrap();
    prop_assert!(*sealed.body() == whole.body);
    prop_assert_eq!(sealed.article(), whole.article.id);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn a_whole_claim_comes_back_as_it_went(
        (article, body) in claim(), tlp in one_of::<Tlp>(), known: bool,
        credibility in of(one_of::<Credibility>()), days in days(), theirs: bool,
    ) {
        let mut marking = sample::marking(tlp);
        let today = jiff::civil::date(2024, 12, 1);
        (marking.valid_from, marking.valid_until) = (days.0.map(|day| day.min(today)), days.1.map(|day| day.max(today)));
        let mut state = if theirs {
            sample::passed_on(body, &article, marking)
        } else {
            sample::state(body, &article, marking)
        };
        if let Some(credibility) = credibility {
            state = sample::graded(state, credibility);
        }
        check_whole(&sample::release(&state, known.then_some(&article), Form::Whole))?;
    }
}

#[test]
fn a_tear_line_comes_back_as_an_article_of_its_originator_with_a_claim_in_it() {
    let issuer = sample::issuer();
    let released = sample::released_tear_line(Tlp::Amber);
    let Payload::TearLine(line) = released.payload() else { panic!("no tear-line") };
    let shelf = sample::shelf(&issuer);
    let written = write(&released, &shelf, sample::noon(), None).unwrap();
    let Incoming::TearLine(received) = read_back(&written) else { panic!("{:?}", read_back(&written)) };
    assert_eq!(received.originator, sample::ours());
    assert_eq!(received.brought.marking, *released.marking());
    assert_eq!(
        (received.article.text.as_str(), received.article.published),
        (line.text(), Some(jiff::civil::date(2024, 12, 1)))
    );
    let body = &received.body;
    assert_eq!(
        (body.kind, body.modality, body.likelihood),
        (line.kind(), line.modality(), line.likelihood())
    );
    assert_eq!(body.spans[0].text, line.text());
    assert_eq!(body.chain.to_string(), format!("Quay Monitoring Desk › {}", line.sourcing()));
    assert!(!body.chain.origin().kind.is_named(), "the sourcing names nobody");
    assert_eq!(body.quantities[0].bound(), "> 10,000");
    assert_eq!(body.place.as_ref().unwrap().subdivision.as_deref(), line.subdivision());
    let date = body.date.as_ref().unwrap();
    assert_eq!((date.start, date.end), (line.from(), line.until()));
    assert_eq!(body.proposition.actor.as_ref().unwrap().name, "North Korea");
    let sealed = received.seal(&"quay".parse().unwrap()).unwrap();
    assert_eq!(
        (sealed.id(), sealed.article()),
        (received.body.id(received.article.id()), received.article.id())
    );

    // By another road, under another marking, it is the same claim.
    let other = crate::shelf::Shelf { key: &[9; 32], ..shelf };
    let written = write(&sample::released_tear_line(Tlp::Green), &other, sample::noon(), None).unwrap();
    let Incoming::TearLine(again) = read_back(&written) else { panic!("not read") };
    assert_ne!(again.brought.object, received.brought.object);
    assert_eq!((again.id, again.article.id()), (received.id, received.article.id()));
}

#[test]
fn a_marking_that_names_nobody_stays_so() {
    let article = sample::article();
    let state = sample::state(sample::body(), &article, Marking::of(Tlp::Clear));
    let released = sample::release(&state, Some(&article), Form::Whole);
    check_whole(&released).unwrap();
}
