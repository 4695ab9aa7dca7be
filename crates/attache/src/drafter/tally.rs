//! What became of what a drafter was asked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::wording::counted;

use super::{failed::Failed, placing::Dropped};

/// What became of what a drafter was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Passages that it was asked about.
    pub(crate) asked: usize,
    /// Drafts that it brought.
    pub(crate) taken: usize,
    /// What the reader had read already, credited to the same.
    agreed: usize,
    /// What the reader had read already, credited otherwise.
    differed: usize,
    dropped: BTreeMap<Dropped, usize>,
    failed: BTreeMap<Failed, usize>,
    /// Why it is asked no more.
    pub(crate) left_out: Option<Failed>,
}

impl Tally {
    /// Something that was answered is no draft.
    pub(super) fn dropped(&mut self, why: Dropped) {
        let count = self.dropped.entry(why).or_default();
        *count = count.saturating_add(1);
    }

    /// A passage got no answer.
    pub(super) fn failed(&mut self, why: Failed) {
        let count = self.failed.entry(why).or_default();
        *count = count.saturating_add(1);
    }

    /// Something that was answered had been read already.
    pub(super) fn read_already(&mut self, agrees: bool) {
        let count = if agrees { &mut self.agreed } else { &mut self.differed };
        *count = count.saturating_add(1);
    }

    /// All of it as one line.
    pub(crate) fn told(&self) -> String {
        let mut told = format!(
            "{} asked, {} taken; {} as read already, {} credited otherwise",
            counted(self.asked, "passage"),
            counted(self.taken, "draft claim"),
            self.agreed,
            self.differed
        );
        told.push_str(&list("dropped", &self.dropped));
        told.push_str(&list("without answer", &self.failed));
        if self.left_out.is_some() {
            told.push_str("; left out for the rest");
        }
        told
    }

    /// All of it for programs.
    pub(crate) fn json(&self) -> Value {
        json!({
            "asked": self.asked, "taken": self.taken, "agreed": self.agreed, "differed": self.differed,
            "dropped": named(&self.dropped), "failed": named(&self.failed), "left_out": self.left_out.is_some(),
        })
    }
}

fn named<T: ToString>(counts: &BTreeMap<T, usize>) -> BTreeMap<String, usize> {
    counts.iter().map(|(why, count)| (why.to_string(), *count)).collect()
}

fn list<T: ToString>(what: &str, counts: &BTreeMap<T, usize>) -> String {
    let all: usize = counts.values().sum();
    if all == 0 {
        return String::new();
    }
    let reasons: Vec<String> =
        counts.iter().map(|(why, count)| format!("{count} {}", why.to_string())).collect();
    format!("; {all} {what} ({})", reasons.join(", "))
}
