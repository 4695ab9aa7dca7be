//! Whether what a claim or a credit line quotes stands in its article (design, invariant 5).

use attache_core::{
    claim::{ClaimDraft, Provenance},
    id::ArticleId,
    ledger::Ledger,
    record::{Happening, Record},
};

use crate::Finding;

/// The excerpts of a record that do not stand in the stored text of its article. What a partner sent may
/// come without its article; what we read ourselves may not.
pub(crate) fn misplaced(record: &Record, ledger: &Ledger) -> Vec<Finding> {
    match &record.new.what {
        Happening::ClaimDrafted { article, draft, .. } => in_article(record, *article, draft, true, ledger),
        Happening::ClaimAccepted { claim, .. }
        | Happening::ClaimCorrected { claim, .. }
        | Happening::ClaimReceived { claim, .. } => {
            let read = *claim.provenance() == Provenance::Read;
            in_article(record, claim.article(), claim.body(), read, ledger)
        }
        Happening::CreditInferred { credit } => {
            let (id, words) = (credit.article, &credit.words);
            let stands = ledger.article(id).is_some_and(|article| words.stands_in(&article.text));
            let told = || {
                format!(
                    "the credit line does not stand at bytes {} to {} of {id}",
                    words.span.start, words.span.end
                )
            };
            if stands { Vec::new() } else { vec![Finding::at(record.seq, told())] }
        }
        _ => Vec::new(),
    }
}

fn in_article(
    record: &Record,
    id: ArticleId,
    body: &ClaimDraft,
    read: bool,
    ledger: &Ledger,
) -> Vec<Finding> {
    let Some(article) = ledger.article(id) else {
        let missing =
            Finding::at(record.seq, format!("{id}, in which the claim was read, is not in the store"));
        return if read { vec![missing] } else { Vec::new() };
    };
    let parts = [("content", &body.spans), ("source", &body.source), ("cue", &body.cue)];
    let named = parts.into_iter().flat_map(|(part, excerpts)| excerpts.iter().map(move |e| (part, e)));
    named
        .chain([("sentence", &body.sentence)])
        .filter(|(_, excerpt)| !excerpt.stands_in(&article.text))
        .map(|(part, excerpt)| {
            let (start, end) = (excerpt.span.start, excerpt.span.end);
            Finding::at(record.seq, format!("its {part} does not stand at bytes {start} to {end} of {id}"))
        })
        .collect()
}
