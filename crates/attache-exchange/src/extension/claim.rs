//! The extension that carries a claim, whole.

use attache_core::{
    attribution::Quotation,
    chain::Chain,
    claim::{ClaimDraft, Originator},
    claim_kind::ClaimKind,
    event_time::{EventTime, Precision, TimeOf},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    likelihood::Likelihood,
    modality::Modality,
    place::Place,
    proposition::Proposition,
    quantity::{Figure, Quantity},
    release::{Publication, Whole},
    source::Source,
    span::Excerpt,
};
use attache_stix::stix_id::StixId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ExtensionFault, ExtensionType,
    bounds::{check_excerpts, check_name, check_plain_name, check_quantities, check_share, check_time},
};

/// `attache-claim`. The members are described in `schemas/claim.json`.
#[derive(Serialize, Deserialize)]
pub(crate) struct ClaimExtension {
    extension_type: ExtensionType,
    claim_id: ClaimId,
    article: ArticlePart,
    originator: String,
    #[serde(default)]
    originator_ref: Option<StixId>,
    kind: ClaimKind,
    modality: Modality,
    #[serde(default)]
    likelihood: Option<Likelihood>,
    #[serde(default)]
    credibility: Option<Credibility>,
    quotation: Quotation,
    reading_confidence: Figure,
    #[serde(default)]
    content: Vec<Excerpt>,
    #[serde(default)]
    credited: Vec<Excerpt>,
    #[serde(default)]
    cue: Vec<Excerpt>,
    sentence: Excerpt,
    #[serde(default)]
    chain: Vec<Carrier>,
    #[serde(default)]
    quantities: Vec<Quantity>,
    #[serde(default)]
    place: Option<Place>,
    #[serde(default)]
    location_ref: Option<StixId>,
    #[serde(default)]
    event_time: Option<TimePart>,
    #[serde(default)]
    proposition: Proposition,
    #[serde(default)]
    published: Option<Date>,
}

#[derive(Serialize, Deserialize)]
struct ArticlePart {
    article_id: ArticleId,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    report_ref: Option<StixId>,
}

#[derive(Serialize, Deserialize)]
struct Carrier {
    #[serde(flatten)]
    source: Source,
    #[serde(default)]
    identity_ref: Option<StixId>,
}

/// As [`EventTime`], under names that STIX allows: a property has three letters at least (section 3.1).
#[derive(Serialize, Deserialize)]
struct TimePart {
    text: String,
    #[serde(default)]
    start: Option<Date>,
    #[serde(default)]
    end: Option<Date>,
    precision: Precision,
    time_of: TimeOf,
}

/// The objects that stand for parts of a claim. For other tools: reading takes the parts themselves.
#[derive(Default)]
pub(crate) struct ClaimRefs {
    pub(crate) originator: Option<StixId>,
    pub(crate) report: Option<StixId>,
    pub(crate) location: Option<StixId>,
    /// One for each carrier of the chain, in order.
    pub(crate) chain: Vec<StixId>,
}

/// A claim and whose it is, as an extension tells them.
pub(crate) struct ClaimTold {
    pub(crate) whole: Whole,
    pub(crate) originator: Originator,
}

impl ClaimExtension {
    pub(crate) fn of(whole: &Whole, originator: &Originator, refs: &ClaimRefs) -> Self {
        let body = whole.body.clone();
        let carriers = body.chain.iter().cloned().enumerate();
        Self {
            extension_type: ExtensionType::Property,
            claim_id: whole.id,
            article: ArticlePart::of(&whole.article, refs.report.clone()),
            originator: originator.0.clone(),
            originator_ref: refs.originator.clone(),
            kind: body.kind,
            modality: body.modality,
            likelihood: body.likelihood,
            credibility: whole.credibility,
            quotation: body.quote,
            reading_confidence: body.confidence,
            chain: carriers
                .map(|(at, source)| Carrier { source, identity_ref: refs.chain.get(at).cloned() })
                .collect(),
            content: body.spans,
            credited: body.source,
            cue: body.cue,
            sentence: body.sentence,
            quantities: body.quantities,
            place: body.place,
            location_ref: refs.location.clone(),
            event_time: body.date.map(TimePart::from),
            proposition: body.proposition,
            published: body.published,
        }
    }

    /// The claim, if its parts agree with one another.
    ///
    /// # Errors
    /// The first part that does not.
    pub(crate) fn told(self) -> Result<ClaimTold, ExtensionFault> {
        let chain = Chain::try_from(self.chain.into_iter().map(|one| one.source).collect::<Vec<_>>())
            .map_err(|empty| ExtensionFault::at("chain", &empty.to_string()))?;
        let article = self.article.publication();
        let body = ClaimDraft {
            kind: self.kind,
            modality: self.modality,
            quote: self.quotation,
            confidence: self.reading_confidence,
            spans: self.content,
            source: self.credited,
            cue: self.cue,
            chain,
            quantities: self.quantities,
            place: self.place,
            date: self.event_time.map(EventTime::from),
            // A number among drafts of another node would mean nothing here.
            embedded_in: None,
            likelihood: self.likelihood,
            proposition: self.proposition,
            sentence: self.sentence,
            published: self.published,
            drafter: None,
            differences: Vec::new(),
        };
        let whole = Whole { id: self.claim_id, article, body, credibility: self.credibility };
        let told = ClaimTold { whole, originator: Originator(self.originator) };
        told.check()?;
        Ok(told)
    }
}

impl ClaimTold {
    fn check(&self) -> Result<(), ExtensionFault> {
        let body = &self.whole.body;
        check_plain_name("originator", &self.originator.0)?;
        if self.whole.id != body.id(self.whole.article.id) {
            let what = "does not follow from the article and the places in it";
            return Err(ExtensionFault::at("claim_id", what));
        }
        if body.spans.iter().all(|excerpt| excerpt.span.is_empty()) {
            return Err(ExtensionFault::at("content", "says nothing"));
        }
        check_share("reading_confidence", body.confidence)?;
        check_excerpts("sentence", std::slice::from_ref(&body.sentence), &body.sentence)?;
        check_excerpts("content", &body.spans, &body.sentence)?;
        check_excerpts("credited", &body.source, &body.sentence)?;
        check_excerpts("cue", &body.cue, &body.sentence)?;
        for (at, source) in body.chain.iter().enumerate() {
            check_name(&format!("chain[{at}].name"), &source.name)?;
        }
        let proposition = &body.proposition;
        for (place, party) in [("actor", &proposition.actor), ("counterpart", &proposition.counterpart)] {
            party
                .as_ref()
                .map_or(Ok(()), |party| check_name(&format!("proposition.{place}.name"), &party.name))?;
        }
        check_quantities(&body.quantities)?;
        check_time(body.date.as_ref())
    }
}

impl ArticlePart {
    fn of(article: &Publication, report_ref: Option<StixId>) -> Self {
        let article = article.clone();
        Self {
            article_id: article.id,
            title: article.title,
            outlet: article.outlet,
            published: article.published,
            url: article.url,
            language: article.language,
            report_ref,
        }
    }

    fn publication(self) -> Publication {
        Publication {
            id: self.article_id,
            title: self.title,
            outlet: self.outlet,
            published: self.published,
            url: self.url,
            language: self.language,
        }
    }
}

impl From<EventTime> for TimePart {
    fn from(time: EventTime) -> Self {
        let EventTime { text, start, end, precision, of } = time;
        Self { text, start, end, precision, time_of: of }
    }
}

impl From<TimePart> for EventTime {
    fn from(part: TimePart) -> Self {
        let TimePart { text, start, end, precision, time_of } = part;
        Self { text, start, end, precision, of: time_of }
    }
}
