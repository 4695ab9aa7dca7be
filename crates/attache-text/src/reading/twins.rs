//! Twins: drafts that are one claim, because they have the same words for content, source and credit.

use attache_core::{claim::ClaimDraft, span::Span};
use rustc_hash::FxHashMap;

/// Where a draft stands: content, source, cue. A claim's id follows from these
/// ([`ClaimDraft::id`]), so that two drafts with the same stand would be one row of the record.
type Stand = [Vec<Span>; 3];

/// The stands of the drafts of an article so far.
#[derive(Debug, Default)]
pub(super) struct Twins {
    known: FxHashMap<Stand, usize>,
    /// How many drafts have been looked at.
    seen: usize,
}

impl Twins {
    /// Drops those of the new drafts whose twin stands before them; a draft that lay in a dropped one
    /// lies in its twin. What earlier calls have left in `drafts` is not looked at again.
    pub(super) fn drop_from(&mut self, drafts: &mut Vec<ClaimDraft>) {
        let old = self.seen.min(drafts.len());
        let mut kept = old;
        // Where each new draft, or its twin, stands afterwards.
        let mut places = Vec::new();
        let mut is_first = Vec::new();
        for draft in drafts.iter().skip(old) {
            let place = *self.known.entry(stand(draft)).or_insert(kept);
            let first = place == kept;
            kept = kept.saturating_add(usize::from(first));
            places.push(place);
            is_first.push(first);
        }
        self.seen = kept;
        if kept == drafts.len() {
            return;
        }
        let moved = |parent: usize| {
            let new = parent.checked_sub(old).and_then(|at| places.get(at).copied());
            new.unwrap_or(parent)
        };
        let mut number = old;
        let mut firsts = is_first.into_iter();
        let mut behind = drafts.split_off(old);
        behind.retain(|_| firsts.next().unwrap_or(true));
        for mut draft in behind {
            // A draft that lay in its own twin lies in nothing.
            draft.embedded_in = draft.embedded_in.map(moved).filter(|parent| *parent != number);
            drafts.push(draft);
            number = number.saturating_add(1);
        }
    }
}

fn stand(draft: &ClaimDraft) -> Stand {
    [&draft.spans, &draft.source, &draft.cue].map(|excerpts| excerpts.iter().map(|e| e.span).collect())
}

#[cfg(test)]
mod tests {
    use attache_core::{claim::ClaimDraft, span::Excerpt};

    use super::Twins;
    use crate::{
        reading::{Given, read, take_in},
        words::Words,
    };

    const TEXT: &str = "The ministry said the plant had closed and the port was open.";

    /// Drafts at some bytes of the text, each with the number of the draft that it lies in.
    fn drafts(places: &[(usize, Option<usize>)]) -> Vec<ClaimDraft> {
        let words = Words::built_in().unwrap();
        let (article, _) = take_in(TEXT.as_bytes(), &Given::default(), &words);
        let model = read(&article, &words).drafts.swap_remove(0);
        let draft = |(start, embedded_in): &(usize, Option<usize>)| ClaimDraft {
            spans: vec![Excerpt::of(TEXT, attache_core::span::Span::new(*start, TEXT.len())).unwrap()],
            embedded_in: *embedded_in,
            ..model.clone()
        };
        places.iter().map(draft).collect()
    }

    fn told(drafts: &[ClaimDraft]) -> Vec<(usize, Option<usize>)> {
        drafts.iter().map(|d| (d.spans[0].span.start, d.embedded_in)).collect()
    }

    #[test]
    fn the_first_twin_stays_and_takes_what_lay_in_the_others() {
        let mut kept = drafts(&[(1, None), (2, Some(0)), (1, None), (3, Some(2)), (4, Some(3))]);
        Twins::default().drop_from(&mut kept);
        assert_eq!(told(&kept), [(1, None), (2, Some(0)), (3, Some(0)), (4, Some(2))]);
    }

    #[test]
    fn a_twin_of_an_earlier_call_counts_and_earlier_drafts_stay() {
        let mut twins = Twins::default();
        let mut kept = drafts(&[(1, None), (2, Some(0))]);
        twins.drop_from(&mut kept);
        kept.extend(drafts(&[(2, None), (5, Some(2)), (6, Some(3))]));
        twins.drop_from(&mut kept);
        assert_eq!(told(&kept), [(1, None), (2, Some(0)), (5, Some(1)), (6, Some(2))]);
    }

    #[test]
    fn nothing_lies_in_itself() {
        let mut kept = drafts(&[(1, Some(1)), (1, None)]);
        Twins::default().drop_from(&mut kept);
        assert_eq!(told(&kept), [(1, None)]);
    }
}
