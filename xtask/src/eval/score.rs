//! Drafts of one article against its coding: the counts, and what was missed, wrong and extra.

use std::collections::BTreeSet;

use attache_text::words::Words;

use super::{
    aspect::{date_fits, kind_fits, place_fits, quantity_fits, told_date},
    credit::chain_fits,
    drafted::{Drafted, Interval},
    gold::{Gold, GoldClaim, GoldQuantity, Level},
    pairing::pairs,
    tally::{Share, Tally},
};

/// A coded claim that no draft stands for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    pub(crate) claim: String,
    pub(crate) embedded: bool,
    pub(crate) kind: String,
    pub(crate) content: String,
}

/// One aspect of a match that is not as coded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) claim: String,
    pub(crate) aspect: &'static str,
    pub(crate) got: String,
    pub(crate) want: String,
    pub(crate) content: String,
}

/// A draft that stands for no coded claim.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Extra {
    pub(crate) kind: String,
    pub(crate) content: String,
}

/// All that is said of one article.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) tally: Tally,
    pub(crate) missed: Vec<Missed>,
    pub(crate) wrong: Vec<Wrong>,
    pub(crate) extra: Vec<Extra>,
}

/// Scores the drafts of one article.
pub(crate) fn score(gold: &Gold, drafts: &[Drafted], words: &Words) -> Score {
    let at = |level| gold.claims.iter().filter(|claim| claim.level == level).collect::<Vec<_>>();
    let (primary, embedded) = (at(Level::Primary), at(Level::Embedded));
    let (matches, parts) = (pairs(&primary, drafts), pairs(&embedded, drafts));
    let used: BTreeSet<usize> = matches.iter().map(|(_, draft)| *draft).collect();
    let parts_used: BTreeSet<usize> = parts.iter().map(|(_, draft)| *draft).collect();
    let counted = (0..drafts.len()).filter(|j| used.contains(j) || !parts_used.contains(j)).count();
    let mut score = Score::default();
    score.tally.drafts = drafts.len();
    score.tally.precision = Share { hit: matches.len(), of: counted };
    score.tally.recall = Share { hit: matches.len(), of: primary.len() };
    score.tally.embedded = Share { hit: parts.len(), of: embedded.len() };
    score.tally.quantities.of = primary.iter().map(|claim| claim.quantities.len()).sum();
    for (i, j) in &matches {
        if let (Some(claim), Some(draft)) = (primary.get(*i), drafts.get(*j)) {
            compare(&mut score, gold, claim, draft, words);
        }
    }
    for (claims, pairs) in [(&primary, &matches), (&embedded, &parts)] {
        let hit: BTreeSet<usize> = pairs.iter().map(|(claim, _)| *claim).collect();
        let missed = claims.iter().enumerate().filter(|(i, _)| !hit.contains(i));
        score.missed.extend(missed.map(|(_, claim)| Missed {
            claim: claim.id.clone(),
            embedded: claim.level == Level::Embedded,
            kind: claim.kind.clone(),
            content: content_of(claim),
        }));
    }
    let extra = drafts.iter().enumerate().filter(|(j, _)| !used.contains(j) && !parts_used.contains(j));
    score.extra.extend(extra.map(|(_, draft)| Extra { kind: draft.kind.clone(), content: draft.words() }));
    score.wrong.sort_by(|a, b| (&a.claim, a.aspect).cmp(&(&b.claim, b.aspect)));
    score
}

/// Counts the aspects of one match and tells those that are not as coded.
fn compare(score: &mut Score, gold: &Gold, claim: &GoldClaim, draft: &Drafted, words: &Words) {
    let mut wrong = |aspect, got: String, want: String| {
        let (claim, content) = (claim.id.clone(), content_of(claim));
        score.wrong.push(Wrong { claim, aspect, got, want, content });
    };
    let kind = kind_fits(draft, claim);
    score.tally.kind.count(kind);
    if !kind {
        let want = std::iter::once(&claim.kind).chain(&claim.alt_kinds).cloned().collect::<Vec<_>>();
        wrong("kind", draft.kind.clone(), want.join(" or "));
    }
    let modality = draft.modality == claim.modality;
    score.tally.modality.count(modality);
    if !modality {
        wrong("modality", draft.modality.clone(), claim.modality.clone());
    }
    let chain = chain_fits(draft, claim, gold, words);
    score.tally.chain.count(chain);
    if !chain {
        let got: Vec<&str> = draft.chain.iter().map(|carrier| carrier.name.as_str()).collect();
        let want = std::iter::once(&claim.chain).chain(&claim.alt_chains).map(|chain| chain.join(" › "));
        wrong("chain", got.join(" › "), want.collect::<Vec<_>>().join(" or "));
    }
    for coded in &claim.quantities {
        if draft.quantities.iter().any(|found| quantity_fits(found, coded)) {
            score.tally.quantities.hit = score.tally.quantities.hit.saturating_add(1);
        } else {
            wrong("quantity", told(&draft.quantities), wanted(coded));
        }
    }
    if claim.quantities.is_empty() && !draft.quantities.is_empty() {
        score.tally.spurious = score.tally.spurious.saturating_add(draft.quantities.len());
        wrong("quantity", told(&draft.quantities), "none".to_owned());
    }
    if let Some(coded) = &claim.place {
        let hit = place_fits(draft.place.as_ref(), coded, words);
        score.tally.place.count(hit);
        if !hit {
            let place = |text: &str, country: &Option<String>| match country {
                Some(country) => format!("{text} ({country})"),
                None => text.to_owned(),
            };
            let got = draft.place.as_ref().map(|found| place(&found.text, &found.country));
            wrong("place", got.unwrap_or_else(|| "none".to_owned()), place(&coded.text, &coded.country));
        }
    }
    if let Some(coded) = told_date(claim) {
        let hit = date_fits(draft.date.as_ref(), coded);
        score.tally.date.count(hit);
        if !hit {
            let got = draft.date.as_ref().map(|found| days(&found.text, found.start, found.end));
            let want = days(coded.expr.as_deref().unwrap_or_default(), coded.start, coded.end);
            wrong("date", got.unwrap_or_else(|| "none".to_owned()), want);
        }
    }
}

fn content_of(claim: &GoldClaim) -> String {
    claim.spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ")
}

fn told(found: &[Interval]) -> String {
    let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
    let told = found.iter().map(|found| format!("{} [{}, {}]", found.text, end(found.low), end(found.high)));
    let told = told.collect::<Vec<_>>().join("; ");
    if told.is_empty() { "none".to_owned() } else { told }
}

fn wanted(coded: &GoldQuantity) -> String {
    let value = match (coded.value, coded.lower, coded.upper) {
        (Some(value), _, _) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low} to {high}"),
        (None, low, high) => low.or(high).map(|end| end.to_string()).unwrap_or_default(),
    };
    format!("{} [{} {value}]", coded.text, coded.bound)
}

fn days(text: &str, start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    format!("{text} [{}, {}]", day(start), day(end))
}

#[cfg(test)]
mod tests {
    use super::score;
    use crate::eval::{
        drafted::{Drafted, Interval},
        fixture::{claim, draft, gold, words},
        gold::{GoldQuantity, Level},
    };

    #[test]
    fn a_perfect_reader_has_full_marks_and_nothing_to_tell() {
        let gold = gold(vec![claim("C1", &[(0, 50)]), claim("C2", &[(60, 90)])]);
        let score = score(&gold, &[draft(&[(0, 50)]), draft(&[(60, 90)])], &words());
        let figures = score.tally.figures();
        assert_eq!((figures.f1, figures.chain, figures.kind, figures.modality), (1.0, 1.0, 1.0, 1.0));
        assert!(score.missed.is_empty() && score.wrong.is_empty() && score.extra.is_empty());
    }

    #[test]
    fn a_draft_for_an_embedded_claim_costs_no_precision() {
        let mut part = claim("C2", &[(100, 150)]);
        part.level = Level::Embedded;
        let gold = gold(vec![claim("C1", &[(0, 50)]), part]);
        let score = score(&gold, &[draft(&[(0, 50)]), draft(&[(100, 150)]), draft(&[(200, 250)])], &words());
        assert_eq!(score.tally.precision.to_string(), "1/2");
        assert_eq!(score.tally.embedded.to_string(), "1/1");
        assert_eq!(score.extra.len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_by_aspect() {
        let mut coded = claim("C1", &[(0, 50)]);
        coded.quantities = vec![GoldQuantity {
            text: "over 5".into(),
            bound: ">".into(),
            value: Some(5.0),
            ..Default::default()
        }];
        let exact = Interval { text: "5".into(), low: Some(5.0), high: Some(5.0), approximate: false };
        let wrong = Drafted {
            kind: "stock".into(),
            modality: "denied".into(),
            chain: Vec::new(),
            quantities: vec![exact],
            ..draft(&[(0, 50)])
        };
        let score = score(&gold(vec![coded, claim("C9", &[(70, 80)])]), &[wrong], &words());
        let told: Vec<String> = score
            .wrong
            .iter()
            .map(|w| format!("{} {}: {} for {}", w.claim, w.aspect, w.got, w.want))
            .collect();
        let expected = [
            "C1 chain:  for SEED",
            "C1 kind: stock for transfer",
            "C1 modality: denied for asserted",
            "C1 quantity: 5 [5, 5] for over 5 [> 5]",
        ];
        assert_eq!(told, expected);
        assert_eq!(score.missed.iter().map(|m| m.claim.as_str()).collect::<Vec<_>>(), ["C9"]);
        assert_eq!(score.tally.recall.to_string(), "1/2");
    }
}
