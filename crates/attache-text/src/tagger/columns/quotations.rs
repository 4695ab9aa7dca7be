//! Where a token stands to the paragraph's quotations.

use crate::passage::Passage;

use super::{Carry, Column, Columns};

/// Fills the columns of quotations; returns whether the paragraph ends within an open one.
pub(super) fn fill(columns: &mut Columns, text: &str, p: &Passage, carry: Carry) -> bool {
    let count = p.tokens.len();
    let begins_quoted = p.quotes.first().is_some_and(|quote| quote.open == 0);
    let open = p.quotes.last().is_some_and(|quote| !quote.closed && quote.open < count);
    let carried = 1
        | u32::from(carry.open) << 1
        | u32::from(begins_quoted) << 2
        | u32::from(open) << 3
        | u32::from(carry.cue) << 4;
    for at in 0..count {
        columns.set(at, Column::Carried, carried);
    }
    let mut behind = 0usize;
    for quote in &p.quotes {
        outside(columns, behind, quote.open, behind > 0, true);
        behind = quote.close.saturating_add(1);
        let length = quote.close.saturating_sub(quote.open).saturating_sub(1);
        let last = quote.close.saturating_sub(1);
        let ends = if p.is_mark(text, last, ",") {
            1
        } else if p.is_mark(text, last, ".!?…") {
            2
        } else {
            u32::from(p.is_mark(text, quote.close.saturating_add(1), ",.;")).saturating_add(3)
        };
        let lowered = u32::from(!p.is_capital(quote.open.saturating_add(1)));
        let run = 100 + bucket(length) * 16 + ends * 2 + lowered;
        for at in quote.open..behind.min(count) {
            let place = match at {
                at if at == quote.open => 2,
                at if at == quote.close => 3,
                at if at == quote.open.saturating_add(1) => 4,
                at if at == last => 5,
                _ => 1,
            };
            let single = u32::from(p.word(text, quote.open).starts_with(['\'', '‘']));
            columns.set(at, Column::Quote, place + single * 8);
            columns.set(at, Column::QuoteRun, run + u32::from(!quote.closed) * 1000);
        }
    }
    outside(columns, behind, count, behind > 0, false);
    open
}

/// Outside of quotations: how near the one before and the one behind are.
fn outside(columns: &mut Columns, from: usize, to: usize, after: bool, before: bool) {
    for at in from..to {
        let back = if after { bucket(at.saturating_sub(from).saturating_add(1)) } else { 7 };
        let ahead = if before { bucket(to.saturating_sub(at)) } else { 7 };
        columns.set(at, Column::QuoteRun, 10 + back * 8 + ahead);
    }
}

/// 1, 2, 3, to 6, to 12, to 25, more.
pub(super) const fn bucket(length: usize) -> u32 {
    match length {
        0..=1 => 0,
        2 => 1,
        3 => 2,
        4..=6 => 3,
        7..=12 => 4,
        13..=25 => 5,
        _ => 6,
    }
}
