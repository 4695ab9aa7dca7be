//! The order of the drafts of a sentence.

use attache_core::claim::ClaimDraft;

/// Puts the drafts of a sentence in the order of the text, and keeps the references between them.
pub(super) fn in_order(found: &mut [ClaimDraft], offset: usize) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| found.get(*at).and_then(|d| d.spans.first()).map(|e| e.span.start));
    let place = |old: usize| order.iter().position(|at| *at == old).unwrap_or(old).saturating_add(offset);
    for draft in found.iter_mut() {
        draft.embedded_in = draft.embedded_in.map(place);
    }
    found.sort_by_key(|d| d.spans.first().map(|e| e.span.start));
}
