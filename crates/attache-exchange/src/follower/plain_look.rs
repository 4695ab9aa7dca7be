//! A look at a collection of any TAXII server, page by page.
//!
//! Nothing here relies on more than the standard says, and the standard leaves much open:
//!
//! - *Several objects may have one time of addition*, so that a page can end between them. Within a look we go
//!   on by `next`, never by the last time.
//! - *A `next` may be good for one use* and give other objects the second time. It is never kept and never asked
//!   for twice: after a failure or a crash we go on by time.
//! - *`more` may come without `next`.* Then we go on by the last time, one unit of its last digit before it, so
//!   that all objects of that time come again. Where a whole page has one time, that does not move, and we ask
//!   for larger pages; where the server has none, we stop with an error rather than leave objects out.
//! - *Objects may become visible late*, with a time of addition before others that we saw (a server that stamps
//!   them before it commits them). So a look begins where all is *settled*: what lay at least `overlap` before
//!   what the server's clock (`Date`) said when it gave the page.
//!   A server that takes longer to commit loses us objects; nothing that a client can do is safe against that.
//! - *The times may be missing.* Then the whole collection is read again at each look. Our own clock never
//!   stands in for theirs; where the server does not tell its clock, the newest time of addition seen before does.
//!
//! What comes again is known by its id, version and bytes where it is imported.

use std::collections::BTreeSet;

use attache_core::digest::Digest;

use super::{
    Response, follow_state::FollowState, haul::Haul, page::Page, question, step::Fetch, target::Target,
    turn::Turn,
};

/// What is said of a server that leads nowhere.
const SAME_PAGE: &str = "the server gives the same page again and again, and does not lead on";

/// The longest `next` that goes into a URL, in bytes.
const LONGEST_NEXT: usize = 4096;

/// A look at a collection.
pub(super) struct PlainLook {
    /// After this time, in microseconds.
    from: Option<i64>,
    /// Where the server says to go on.
    next: Option<String>,
    /// Objects to ask for.
    limit: u32,
    /// Whether it has come to where objects may still become visible behind it.
    unsettled: bool,
    /// The pages and the places to go on that were had before.
    pages: BTreeSet<Digest>,
    nexts: BTreeSet<Digest>,
}

impl PlainLook {
    /// A look that begins where all before is settled.
    pub(super) fn begin(state: &FollowState, target: &Target) -> Self {
        Self {
            from: state.settled,
            next: None,
            limit: state.page.unwrap_or(target.limits.page).max(1),
            unsettled: false,
            pages: BTreeSet::new(),
            nexts: BTreeSet::new(),
        }
    }

    pub(super) fn question(&self, target: &Target) -> Fetch {
        question::objects(target, self.limit.into(), self.from, self.next.as_deref())
    }

    /// Takes a page.
    pub(super) fn take(
        &mut self,
        response: &Response,
        target: &Target,
        state: &mut FollowState,
        haul: &mut Haul,
    ) -> Turn {
        let page = match Page::read(response) {
            Ok(page) => page,
            Err(why) => return Turn::Interrupted(why),
        };
        if page.objects.is_empty() && page.more {
            return Turn::Failed("the server says that there is more, and gives nothing".into());
        }
        if page.objects.len() > target.limits.objects.max_objects {
            return Turn::Failed(format!("the page has {} objects: too many", page.objects.len()));
        }
        if !page.objects.is_empty() && !self.pages.insert(page.digest()) {
            // Without a place to go on, a page may end where it ended before: a larger one may reach further.
            let ours = page.more && page.next.is_none() && self.next.is_none();
            return if ours { self.grow(target) } else { Turn::Failed(SAME_PAGE.into()) };
        }
        for text in &page.objects {
            haul.add(text, &target.limits.objects, target.limits.quarantine_bytes);
        }
        self.settle(&page, response.date(), target, state);
        if page.more {
            return self.go_on(&page, target);
        }
        state.page = None;
        Turn::Done
    }

    /// Where the next page is.
    fn go_on(&mut self, page: &Page<'_>, target: &Target) -> Turn {
        if let Some(next) = &page.next {
            if next.len() > LONGEST_NEXT {
                return Turn::Failed("the place to go on is too long for a URL".into());
            }
            if !self.nexts.insert(Digest::of_bytes(next.as_bytes())) {
                return Turn::Failed("the server says to go on where we came from".into());
            }
            self.next = Some(next.clone());
            return Turn::On;
        }
        self.next = None;
        let Some(last) = page.last else {
            return Turn::Failed("the server has more objects and does not say where".into());
        };
        let from = last.micros.saturating_sub(last.unit);
        if self.from.is_none_or(|before| before < from) {
            self.from = Some(from);
            return Turn::On;
        }
        self.grow(target)
    }

    /// Larger pages, as far as they may grow.
    fn grow(&mut self, target: &Target) -> Turn {
        let largest = u32::try_from(target.limits.objects.max_objects).unwrap_or(u32::MAX);
        if self.limit >= largest {
            return Turn::Failed(SAME_PAGE.into());
        }
        self.limit = self.limit.saturating_mul(2).min(largest);
        Turn::On
    }

    /// Moves what is settled: all up to there was seen, and nothing can still become visible there. A page that
    /// reaches into the time of which the latter does not hold yet ends that for this look: what becomes visible
    /// behind it only the next look sees, however late this one ends.
    fn settle(&mut self, page: &Page<'_>, clock: Option<i64>, target: &Target, state: &mut FollowState) {
        let before = state.reached.map(|reached| reached.micros);
        if let Some(last) = page.last.filter(|last| before.is_none_or(|before| before < last.micros)) {
            state.reached = Some(last);
        }
        let seen = match page.last {
            // Objects of the last time may follow on the next page.
            Some(last) if page.more => Some(last.micros.saturating_sub(last.unit)),
            Some(last) => Some(last.micros),
            None => before,
        };
        let (Some(seen), Some(clock), false) = (seen, clock.or(before), self.unsettled) else {
            self.unsettled = true;
            return;
        };
        let overlap = i64::try_from(target.limits.overlap.as_micros()).unwrap_or(i64::MAX);
        let settled = clock.saturating_sub(overlap);
        state.settled = state.settled.max(Some(seen.min(settled)));
        self.unsettled = page.last.is_some_and(|last| last.micros > settled);
    }
}
