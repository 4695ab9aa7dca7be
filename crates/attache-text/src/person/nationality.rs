//! Of which country the holder of an office is.

use attache_core::country::CountryCode;

use super::is_land;
use crate::{
    nation,
    passage::{Passage, Tokens},
    words::Words,
};

/// By the words of the office, those right before it, or whom its holder leads.
pub(super) fn of_office(text: &str, p: &Passage, office: &Tokens, words: &Words) -> Option<CountryCode> {
    nation::of(p, office, words)
        .or_else(|| nation_after(text, p, office, words))
        .or_else(|| nation_led(text, p, office.start, words))
}

/// "Ukraine's defence minister": the country may stand just before the office.
fn nation_after(text: &str, p: &Passage, office: &Tokens, words: &Words) -> Option<CountryCode> {
    let from = office.start.saturating_sub(3);
    let before = from..office.start;
    let near = !before.clone().any(|at| p.is_mark(text, at, ".,;:"));
    near.then(|| nation::of(p, &before, words)).flatten()
}

/// "A Ukrainian delegation led by its defence minister": who leads people of one country is of that country.
fn nation_led(text: &str, p: &Passage, office: usize, words: &Words) -> Option<CountryCode> {
    let by = office.checked_sub(1).filter(|at| p.reads(text, *at, "by"))?;
    let led = by.checked_sub(1)?;
    let leads = ["led", "headed", "chaired", "commanded"].iter().any(|word| p.reads(text, led, word));
    let group = led.saturating_sub(4)..led;
    let apart = group.clone().any(|at| p.is_mark(text, at, ".,;:"));
    match nation::all(p, &group, words).as_slice() {
        [only] if leads && !apart && !is_land(only.form) => Some(only.code),
        _ => None,
    }
}
