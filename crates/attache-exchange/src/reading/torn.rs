//! A tear-line as an article and a claim in it.

use attache_core::{
    article::{Article, Outlet},
    attribution::Quotation,
    chain::Chain,
    claim::{ClaimDraft, Originator},
    country::CountryCode,
    digest::Digest,
    event_time::{EventTime, Precision, TimeOf},
    place::{Place, PlaceClass},
    proposition::{Item, Party, Proposition},
    quantity::{Figure, Quantity},
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};
use attache_stix::stix_time::StixTime;
use jiff::{civil::Date, tz::TimeZone};

use super::{
    Brought,
    received::{ReceivedTearLine, bears_name_of},
};
use crate::{
    extension::{
        ExtensionFault,
        tear_line::{FigurePart, TearLineExtension},
    },
    issuer::Issuer,
};

/// `created` is when the line went out first: the day of its publication.
pub(super) fn received(
    line: &TearLineExtension,
    created: StixTime,
    brought: Brought,
    ours: &Issuer,
) -> Result<ReceivedTearLine, ExtensionFault> {
    let digest = Digest::of(line).map_err(|fault| ExtensionFault::at("the whole", &fault.to_string()))?;
    let published = TimeZone::UTC.to_datetime(created.timestamp()).date();
    let mut article = Article::plain(line.text.clone());
    article.outlet = Some(Outlet { name: line.originator.clone(), kind: SourceKind::Group });
    article.published = Some(published);
    article.url = Some(format!("urn:attache:tear-line:{digest}"));
    let originator = Originator(line.originator.clone());
    let body = draft(line, &article);
    Ok(ReceivedTearLine {
        id: body.id(article.id()),
        claims_to_be_ours: bears_name_of(&originator, ours),
        article,
        body,
        originator,
        brought,
    })
}

fn draft(line: &TearLineExtension, article: &Article) -> ClaimDraft {
    let whole = Excerpt { span: Span::new(0, line.text.len()), text: line.text.clone() };
    // The words of the sourcing name nobody, whatever they say.
    let sourcing = Source::new(line.sourcing.clone(), SourceKind::Unnamed);
    ClaimDraft {
        kind: line.kind,
        modality: line.modality,
        quote: Quotation::None,
        confidence: Figure::from(1),
        spans: vec![whole.clone()],
        source: Vec::new(),
        cue: Vec::new(),
        chain: Chain::new(article.carrier(), vec![sourcing]),
        quantities: line.figures.iter().map(quantity).collect(),
        place: place(line),
        date: time(line.from, line.until),
        embedded_in: None,
        likelihood: line.likelihood,
        proposition: Proposition {
            actor: line.actor.map(party),
            counterpart: line.counterpart.map(party),
            items: line
                .items
                .iter()
                .map(|category| Item { name: category.to_string(), category: *category, designation: None })
                .collect(),
            scope: None,
        },
        sentence: whole,
        published: article.published,
        drafter: None,
        differences: Vec::new(),
    }
}

fn party(country: CountryCode) -> Party {
    let name = country.short_name().map_or_else(|| country.to_string(), str::to_owned);
    Party { name, country: Some(country) }
}

fn quantity(figure: &FigurePart) -> Quantity {
    let unit = if figure.percent { Some("%".to_owned()) } else { figure.category.map(|of| of.to_string()) };
    let mut quantity = Quantity {
        text: String::new(),
        low: figure.low,
        low_open: figure.low_open,
        high: figure.high,
        high_open: figure.high_open,
        unit,
        rounded: false,
        approximate: figure.approximate,
    };
    quantity.text = quantity.bound();
    quantity
}

fn place(line: &TearLineExtension) -> Option<Place> {
    let subdivision = line.subdivision.clone();
    let country =
        line.country.map(|country| country.short_name().map_or_else(|| country.to_string(), str::to_owned));
    let class = if subdivision.is_some() { PlaceClass::Subdivision } else { PlaceClass::Country };
    let text = subdivision.clone().or(country)?;
    Some(Place { text, country: line.country, subdivision, class })
}

fn time(from: Option<Date>, until: Option<Date>) -> Option<EventTime> {
    let (text, precision) = match (from, until) {
        (Some(from), Some(until)) if from == until => (from.to_string(), Precision::Day),
        (Some(from), Some(until)) => (format!("{from} to {until}"), Precision::Range),
        (Some(from), None) => (format!("from {from}"), Precision::Range),
        (None, Some(until)) => (format!("until {until}"), Precision::OnOrBefore),
        (None, None) => return None,
    };
    Some(EventTime { text, start: from, end: until, precision, of: TimeOf::Event })
}
