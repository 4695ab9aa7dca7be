//! Where each report stands: its outlet, the carriers between, its origin, and the report that it was copied from.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    country::CountryCode,
    edge::{self, Derivation},
    id::{ArticleId, EdgeId, SourceId},
    origin::OriginId,
    reliance::Reliance,
    source::Source,
};

use super::{
    names::{Known, Names, Who},
    report::Report,
};

mod crediting;

/// Whom a report rests on in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// A named origin.
    Named(Named),
    /// The outlet speaks for itself.
    OwnWord,
    /// Nobody is named; somebody of this country's body where it is known.
    Nobody(Option<CountryCode>),
    /// A name that several bodies bear.
    Ambiguous,
}

/// A named origin and the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The origin.
    pub(super) origin: OriginId,
    /// Whether it is an agency or outlet, so that others may stand behind it.
    pub(super) carries: bool,
    /// The named carriers between the outlet and the origin.
    pub(super) carriers: Vec<OriginId>,
}

/// Why a report is joint with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// The edge.
    pub(super) edge: EdgeId,
    /// What it rests on.
    pub(super) on: On,
}

/// What a copied report rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// A report of the text that it was taken from, by number.
    Taken(ArticleId, usize),
    /// A text that nothing more is known of.
    Text(ArticleId),
    /// A report in an article of the outlet that it credits, by number.
    Credited(OriginId, usize),
}

/// One report, placed.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    /// The report.
    pub(super) report: Report<'a>,
    /// The outlet, or its article where it has no name.
    pub(super) outlet: OriginId,
    /// Whom it rests on.
    pub(super) rest: Rest,
    /// The innermost source at face value, where it has a name.
    pub(super) face: Option<SourceId>,
    /// The credit line that gives it its origin, where its own words give none.
    pub(super) credited: Option<EdgeId>,
    /// What it is joint with.
    pub(super) roots: Vec<Root>,
}

impl Placed<'_> {
    /// The named origin and the way to it.
    pub(super) const fn named(&self) -> Option<&Named> {
        match &self.rest {
            Rest::Named(named) => Some(named),
            _ => None,
        }
    }

    /// The vertices from the outlet to the origin.
    pub(super) fn way(&self) -> Vec<OriginId> {
        let named = self.named();
        let carriers = named.into_iter().flat_map(|named| &named.carriers).copied();
        let origin = named.map(|named| named.origin);
        std::iter::once(self.outlet).chain(carriers).chain(origin).collect()
    }
}

/// All reports of a question, by claim.
pub(super) struct Placing<'a> {
    /// The reports.
    pub(super) reports: Vec<Placed<'a>>,
    /// Their sources.
    pub(super) names: Names<'a>,
    /// What else the records say.
    pub(super) reliance: &'a Reliance,
}

impl<'a> Placing<'a> {
    /// Places the reports.
    pub(super) fn of(question: &[Report<'a>], reliance: &'a Reliance) -> Self {
        let mut sorted = question.to_vec();
        sorted.sort_unstable_by_key(|report| (report.claim, report.article, report.said));
        sorted.dedup_by_key(|report| report.claim);
        let chains = sorted.iter().flat_map(|report| report.chain.iter());
        let articles: BTreeSet<ArticleId> = sorted.iter().map(|report| report.article).collect();
        let credits = articles.into_iter().flat_map(|article| reliance.credited_by(article));
        let names = Names::of(chains.chain(credits.map(|credit| &credit.outlet)), reliance);
        let reports = sorted.into_iter().map(|report| place(report, &names, reliance)).collect();
        let mut placing = Self { reports, names, reliance };
        placing.find_roots();
        placing
    }

    /// How the vertices are called.
    pub(super) fn labels(&self) -> BTreeMap<OriginId, String> {
        let vertices: BTreeSet<OriginId> = self.reports.iter().flat_map(Placed::way).collect();
        vertices.into_iter().map(|vertex| (vertex, self.names.name(vertex))).collect()
    }

    fn find_roots(&mut self) {
        let first = Firsts::of(&self.reports);
        let reliance = self.reliance;
        let roots: Vec<Vec<Root>> = self
            .reports
            .iter()
            .map(|placed| placed.named().map_or_else(Vec::new, |named| first.roots(placed, named, reliance)))
            .collect();
        for (placed, roots) in self.reports.iter_mut().zip(roots) {
            placed.roots = roots;
        }
    }
}

/// Follows the chain as far as no edge of it was struck: then the carrier before speaks for itself.
fn place<'a>(report: Report<'a>, names: &Names<'a>, reliance: &Reliance) -> Placed<'a> {
    let mut chain = report.chain.iter().filter_map(|source| Some((source, names.get(source)?)));
    let outlet = chain.next();
    let at_outlet = match outlet.map(|(_, known)| known.who) {
        Some(Who::Origin(origin)) => origin,
        _ => OriginId::Article(report.article),
    };
    let face_of = |known: &Known| (!matches!(known.who, Who::Nobody(_))).then_some(known.identity);
    let mut face = outlet.and_then(|(_, known)| face_of(known));
    let mut rest = outlet.map_or(Rest::OwnWord, |(source, known)| own_word(source, known));
    let mut carriers: Vec<OriginId> = Vec::new();
    let mut before = outlet.map(|(_, known)| known.own);
    let mut is_credited = false;
    for (source, known) in chain {
        let struck = |from| reliance.struck(edge::stated_id(report.claim, from, known.own)).is_some();
        if reliance.has_strikes() && before.is_some_and(struck) {
            break;
        }
        before = Some(known.own);
        // An outlet that credits itself says it of itself.
        if !is_credited && known.who == Who::Origin(at_outlet) {
            continue;
        }
        if let Rest::Named(named) = &rest
            && is_credited
        {
            carriers.push(named.origin);
        }
        is_credited = true;
        face = face_of(known);
        rest = rest_on(source, known);
    }
    // What comes back to the outlet that tells it goes round in a circle.
    if let Rest::Named(named) = &rest
        && named.carries
        && named.origin == at_outlet
    {
        rest = Rest::OwnWord;
    }
    if let Rest::Named(named) = &mut rest {
        named.carriers = carriers;
    }
    let mut placed = Placed { report, outlet: at_outlet, rest, face, credited: None, roots: Vec::new() };
    crediting::credit(&mut placed, names, reliance);
    if let Rest::Named(named) = &mut placed.rest {
        named.carriers.retain(|carrier| *carrier != named.origin);
    }
    placed
}

/// On whom a report rests whose chain ends with this source.
fn rest_on(source: &Source, known: &Known) -> Rest {
    match known.who {
        Who::Nobody(country) => Rest::Nobody(country),
        Who::Ambiguous => Rest::Ambiguous,
        Who::Origin(origin) => {
            let carries = OriginId::carries(source.kind) && matches!(origin, OriginId::Source(_));
            Rest::Named(Named { origin, carries, carriers: Vec::new() })
        }
    }
}

/// On whom a report rests that credits nobody. A ministry or a register that publishes speaks for itself with its own
/// name; a newspaper has its news from somebody, and does not say from whom.
fn own_word(outlet: &Source, known: &Known) -> Rest {
    match rest_on(outlet, known) {
        Rest::Named(named) if !named.carries => Rest::Named(named),
        Rest::Ambiguous => Rest::Ambiguous,
        _ => Rest::OwnWord,
    }
}

/// The report that stands for all others of an article, of an origin in an article, of an outlet: the one with the
/// shortest chain, of several the first; one that only a credit line gives an origin comes behind all others. What a chain
/// is made of is never changed by a record, so that no record makes another report stand for them.
#[derive(Default)]
struct Firsts {
    of_article: BTreeMap<ArticleId, usize>,
    of_origin: BTreeMap<(ArticleId, OriginId), usize>,
    of_outlet: BTreeMap<OriginId, usize>,
}

impl Firsts {
    fn of(reports: &[Placed<'_>]) -> Self {
        let mut firsts = Self::default();
        let mut named: Vec<(usize, &Placed<'_>, &Named)> = Vec::with_capacity(reports.len());
        named.extend(
            reports.iter().enumerate().filter_map(|(at, placed)| Some((at, placed, placed.named()?))),
        );
        named.sort_by(|(a, x, _), (b, y, _)| {
            let by_line = x.credited.is_some().cmp(&y.credited.is_some());
            let (x, y) = (x.report.chain, y.report.chain);
            by_line.then_with(|| x.len().cmp(&y.len())).then_with(|| x.cmp(y)).then_with(|| a.cmp(b))
        });
        for (at, placed, of) in named {
            let article = placed.report.article;
            firsts.of_article.entry(article).or_insert(at);
            firsts.of_origin.entry((article, of.origin)).or_insert(at);
            if matches!(placed.outlet, OriginId::Source(_)) {
                firsts.of_outlet.entry(placed.outlet).or_insert(at);
            }
        }
        firsts
    }

    /// What a report is joint with. A text that was taken in part may name an origin that the other does not have:
    /// then it found it itself, and is joint with nothing. An agency or outlet that the copy credits is no such find.
    fn roots(&self, placed: &Placed<'_>, named: &Named, reliance: &Reliance) -> Vec<Root> {
        let mut roots = Vec::new();
        for reprint in reliance.taken_by(placed.report.article) {
            let from = reprint.to;
            let same = self.of_origin.get(&(from, named.origin)).filter(|_| !named.carries);
            let any = || {
                let wholly = named.carries || reprint.derivation() == Derivation::Wholly;
                self.of_article.get(&from).filter(|_| wholly)
            };
            let on = match same.or_else(any) {
                Some(at) => On::Taken(from, *at),
                None if named.carries => On::Text(from),
                None => continue,
            };
            roots.push(Root { edge: reprint.id(), on });
        }
        if named.carries
            && let Some(at) = self.of_outlet.get(&named.origin)
            && let OriginId::Source(outlet) = named.origin
        {
            let edge = edge::credit_line_id(placed.report.article, outlet);
            if reliance.struck(edge).is_none() {
                roots.push(Root { edge, on: On::Credited(named.origin, *at) });
            }
        }
        roots
    }
}
