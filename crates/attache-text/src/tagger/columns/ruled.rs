//! What the rules take each token for: the field learns how far to trust them.

use crate::{credit::Credit, passage::Tokens};

use super::{Column, Columns};

pub(super) fn fill(columns: &mut Columns, ruled: &[Vec<Credit>]) {
    for credit in ruled.iter().flatten() {
        let frame = credit.frame as u32;
        credit.content.iter().for_each(|run| mark(columns, run, 1, frame));
        credit.source.iter().for_each(|run| mark(columns, run, 2, frame));
        credit.outer.iter().for_each(|run| mark(columns, run, 3, frame));
        credit.inner.iter().for_each(|run| mark(columns, run, 4, frame));
        credit.cue.iter().for_each(|run| mark(columns, run, 5, frame));
    }
}

fn mark(columns: &mut Columns, run: &Tokens, role: u32, frame: u32) {
    for at in run.clone() {
        let first = u32::from(at == run.start);
        columns.set(at, Column::Rule, role * 16 + frame * 2 + first);
    }
}
