//! What every store must do, as plain functions over [`Store`], to be run on every adapter, always.
//!
//! ```ignore
//! conformance::all(&|| Ok(Box::new(MyStore::empty()?)))
//! ```

use std::error::Error;

use crate::Store;

/// Fails with words unless a condition holds.
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+).into());
        }
    };
}

mod appending;
mod asking;
mod collecting;
mod delivering;
mod failing;
pub mod happenings;
mod keeping;
pub mod offers;
pub mod samples;
mod sharing;
pub mod vocabulary;

/// Why a store does not conform.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What a case comes to.
pub type Outcome = Result<(), Failure>;

/// Makes an empty store, another one each time.
pub type Make<'m> = &'m dyn Fn() -> Result<Box<dyn Store>, Failure>;

/// A case by its name.
pub type Case = (&'static str, fn(Make<'_>) -> Outcome);

/// Every case.
pub const CASES: &[Case] = &[
    ("an empty store answers with nothing", keeping::an_empty_store_answers_with_nothing),
    ("positions are dense from one", appending::positions_are_dense_from_one),
    ("a batch is all or nothing", appending::a_batch_is_all_or_nothing),
    ("a batch may be sent twice", appending::a_batch_may_be_sent_twice),
    ("pages neither skip nor repeat", appending::pages_neither_skip_nor_repeat),
    ("writers at once lose nothing", appending::writers_at_once_lose_nothing),
    ("answers are those of the fold", asking::answers_are_those_of_the_fold),
    ("as of an instant", asking::as_of_an_instant),
    ("an id is found by its beginning", asking::an_id_is_found_by_its_beginning),
    ("every script and every size is kept", keeping::every_script_and_every_size_is_kept),
    ("rebuilding changes no answer", keeping::rebuilding_changes_no_answer),
    ("a check finds a misplaced excerpt", keeping::a_check_finds_a_misplaced_excerpt),
    (
        "texts that share words are those of the oracle",
        sharing::texts_that_share_words_are_those_of_the_oracle,
    ),
    ("pages are those of the oracle", collecting::pages_are_those_of_the_oracle),
    ("positions rise whatever the clock says", collecting::positions_rise_whatever_the_clock_says),
    ("another content is a conflict", collecting::another_content_is_a_conflict),
    ("what was taken out can come back", collecting::what_was_taken_out_can_come_back),
    ("a moved log is told", collecting::a_moved_log_is_told),
    ("a reader that follows misses nothing", delivering::a_reader_that_follows_misses_nothing),
    ("a bad commit among good ones fails alone", delivering::a_bad_commit_among_good_ones_fails_alone),
    ("leaves make the tree", delivering::leaves_make_the_tree),
    ("a failed session is begun anew", delivering::a_failed_session_is_begun_anew),
    ("a failure at any call loses nothing", failing::a_failure_at_any_call_loses_nothing),
];

/// Runs every case.
///
/// # Errors
/// The first case that fails, by name.
pub fn all(make: Make<'_>) -> Outcome {
    CASES.iter().try_for_each(|(name, case)| case(make).map_err(|why| format!("{name}: {why}").into()))
}
