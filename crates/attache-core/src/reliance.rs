//! What the records say of who rests on whom, beside the chains of the claims: declared exchanges, copies and credit
//! lines found, edges struck, names joined.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    country::CountryCode,
    edge::{self, Credited, Declared, Derivation, Edge, Reprint},
    exchange::Topic,
    id::{ArticleId, EdgeId, SourceId},
    record::{Happening, Record, Seq},
    source::Source,
};

/// That an edge was struck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In which record.
    pub record: Seq,
    /// Why.
    pub reason: String,
}

/// That a name is another name of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The source that it is.
    pub into: Source,
    /// The name that was joined to it.
    pub from: Source,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// That two names are two sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The two.
    pub sources: [Source; 2],
    /// By whom it was said.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The state of reliance: the fold of its records. "As of" an instant it is the fold of the records up to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliance {
    exchanges: BTreeMap<EdgeId, Declared>,
    reprints: BTreeMap<ArticleId, BTreeMap<ArticleId, Reprint>>,
    credits: BTreeMap<ArticleId, BTreeMap<SourceId, Credited>>,
    struck: BTreeMap<EdgeId, Struck>,
    merged: BTreeMap<SourceId, Merged>,
    apart: BTreeMap<(SourceId, SourceId), Apart>,
}

/// Two sources in the order of their ids.
fn pair(a: SourceId, b: SourceId) -> (SourceId, SourceId) {
    if a <= b { (a, b) } else { (b, a) }
}

impl Reliance {
    /// The state after these records. Records of other things change nothing.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut reliance = Self::default();
        records.into_iter().for_each(|record| reliance.apply(record));
        reliance
    }

    /// Takes in the next record.
    pub fn apply(&mut self, record: &Record) {
        let new = &record.new;
        match &new.what {
            Happening::ExchangeDeclared { exchange, reason } => {
                // What has no canonical form was never recorded.
                let Ok(id) = exchange.id() else { return };
                // A person says so again: that outweighs the earlier strike.
                self.struck.remove(&id);
                self.exchanges.insert(
                    id,
                    Declared {
                        id,
                        exchange: (**exchange).clone(),
                        by: new.by.clone(),
                        at: new.at,
                        record: record.seq,
                        reason: reason.clone(),
                    },
                );
            }
            // What a program finds again stays struck.
            Happening::EdgeInferred { reprint }
                if reprint.derivation() != Derivation::None && reprint.from != reprint.to =>
            {
                self.reprints.entry(reprint.from).or_default().insert(reprint.to, *reprint);
            }
            Happening::CreditInferred { credit } if credit.outlet.kind.is_named() => {
                self.credits
                    .entry(credit.article)
                    .or_default()
                    .insert(credit.outlet.id(), (**credit).clone());
            }
            Happening::EdgeStruck { edge, reason } => {
                let struck =
                    Struck { by: new.by.clone(), at: new.at, record: record.seq, reason: reason.clone() };
                self.struck.insert(*edge, struck);
            }
            Happening::EdgeRestored { edge, .. } => {
                self.struck.remove(edge);
            }
            Happening::SourcesMerged { into, from, reason } => {
                self.merge(Merged {
                    into: (**into).clone(),
                    from: (**from).clone(),
                    by: new.by.clone(),
                    at: new.at,
                    reason: reason.clone(),
                });
            }
            Happening::SourcesSplit { source, reason } => {
                // Who parts two names says that they are two: no likeness joins them again.
                if let Some(merged) = self.merged.remove(&source.id()) {
                    self.keep_apart([merged.into, merged.from], record, reason);
                }
            }
            Happening::SourcesKeptApart { sources, reason } => {
                self.keep_apart((**sources).clone(), record, reason);
            }
            _ => {}
        }
    }

    /// A source that names nobody may be somebody else each time: it is never joined. Nor is a source joined to
    /// itself, by whatever way round.
    fn merge(&mut self, merged: Merged) {
        let named = merged.into.kind.is_named() && merged.from.kind.is_named();
        let (into, from) = (merged.into.id(), merged.from.id());
        if named && self.identity(into) != from {
            self.apart.remove(&pair(into, from));
            self.merged.insert(from, merged);
        }
    }

    /// What was said last of two names holds: a joining of the one directly to the other ends.
    fn keep_apart(&mut self, sources: [Source; 2], record: &Record, reason: &str) {
        let [a, b] = sources.each_ref().map(Source::id);
        if a == b {
            return;
        }
        for (from, into) in [(a, b), (b, a)] {
            if self.merged.get(&from).is_some_and(|merged| merged.into.id() == into) {
                self.merged.remove(&from);
            }
        }
        let (by, at, reason) = (record.new.by.clone(), record.new.at, reason.to_owned());
        self.apart.insert(pair(a, b), Apart { sources, by, at, reason });
    }

    /// What a person said of two names that are two sources.
    #[must_use]
    pub fn apart(&self, a: SourceId, b: SourceId) -> Option<&Apart> {
        self.apart.get(&pair(a, b))
    }

    /// Every pair of names that a person kept apart.
    pub fn kept_apart(&self) -> impl Iterator<Item = &Apart> {
        self.apart.values()
    }

    /// Who a named source is, after the joining of names.
    #[must_use]
    pub fn identity(&self, source: SourceId) -> SourceId {
        self.merging(source).map_or(source, |merged| merged.into.id())
    }

    /// The last joining on the way from a name to who it is; `None` where the name was not joined to another.
    #[must_use]
    pub fn merging(&self, source: SourceId) -> Option<&Merged> {
        let mut merged = self.merged.get(&source)?;
        // The way has no circle, since none is made; the limit is for certainty.
        for _ in 0..self.merged.len() {
            match self.merged.get(&merged.into.id()) {
                Some(next) => merged = next,
                None => break,
            }
        }
        Some(merged)
    }

    /// Every joining of a name, by the name's id.
    pub fn mergings(&self) -> impl Iterator<Item = &Merged> {
        self.merged.values()
    }

    /// Whether an edge was struck, and why.
    #[must_use]
    pub fn struck(&self, edge: EdgeId) -> Option<&Struck> {
        self.struck.get(&edge)
    }

    /// Whether anything was struck at all.
    pub(crate) fn has_strikes(&self) -> bool {
        !self.struck.is_empty()
    }

    /// Whether the source belongs to the body of this country, as far as nobody struck that.
    #[must_use]
    pub fn belongs(&self, source: SourceId, country: CountryCode) -> bool {
        self.struck.is_empty() || !self.struck.contains_key(&edge::same_body_id(source, country))
    }

    /// Every declared exchange, struck or not, by edge.
    pub fn declared(&self) -> impl Iterator<Item = &Declared> {
        self.exchanges.values()
    }

    /// Every declared exchange that stands, by edge.
    pub fn exchanges(&self) -> impl Iterator<Item = &Declared> {
        self.exchanges.values().filter(|declared| !self.struck.contains_key(&declared.id))
    }

    /// The exchanges that stand and can be about this.
    pub fn exchanges_on<'a>(&'a self, topic: &'a Topic) -> impl Iterator<Item = &'a Declared> {
        self.exchanges().filter(|declared| declared.exchange.topic.touches(topic))
    }

    /// The texts from which an article took, as far as the edges stand; by article.
    pub fn taken_by(&self, article: ArticleId) -> impl Iterator<Item = &Reprint> {
        let all = self.reprints.get(&article).into_iter().flat_map(BTreeMap::values);
        all.filter(|reprint| self.struck.is_empty() || !self.struck.contains_key(&reprint.id()))
    }

    /// Whether one of two articles was found to have taken from the other, whichever; struck or not.
    #[must_use]
    pub fn knows_copy(&self, one: ArticleId, other: ArticleId) -> bool {
        let has = |from, to| self.reprints.get(&from).is_some_and(|taken| taken.contains_key(&to));
        has(one, other) || has(other, one)
    }

    /// Whether an article was found to credit an outlet at its head or foot; struck or not.
    #[must_use]
    pub fn knows_credit(&self, article: ArticleId, outlet: SourceId) -> bool {
        self.credits.get(&article).is_some_and(|credits| credits.contains_key(&outlet))
    }

    /// The outlets that an article credits at its head or foot, as far as the edges stand; by id.
    pub fn credited_by(&self, article: ArticleId) -> impl Iterator<Item = &Credited> {
        let all = self.credits.get(&article).into_iter().flat_map(BTreeMap::values);
        all.filter(|credit| self.struck.is_empty() || !self.struck.contains_key(&credit.id()))
    }

    /// Every edge that was declared or found here, struck or not.
    #[must_use]
    pub fn edges(&self) -> Vec<Edge> {
        let declared = self.exchanges.values().map(Declared::edge);
        let found = self.reprints.values().flat_map(BTreeMap::values).map(Edge::reprint);
        let credited = self.credits.values().flat_map(BTreeMap::values).map(Edge::credited);
        declared.chain(found).chain(credited).collect()
    }
}

#[cfg(test)]
mod tests;
