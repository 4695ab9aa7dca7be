//! Why no better grade is allowed, and what would lift it, in words.

use crate::corroboration::Count;

use super::{Ground, Rule, Tally};

impl Ground {
    /// Why the evidence allows no better grade, or allows 1: which origins there are, and why they are one.
    #[must_use]
    pub fn why(&self) -> String {
        let (rule, for_it) = (self.allowed().rule, &self.saying.strict);
        let against = || {
            let opposing = &self.opposing.strict;
            format!("{} {} against it: {}", Tally::of(opposing), speaks(opposing), names(opposing))
        };
        match rule {
            Rule::Confirmed => {
                format!("{}: {} say so, and none speaks against it", rule.definition(), called(for_it))
            }
            Rule::Consistent => format!("{}, and {}", rule.definition(), unconfirmed(for_it)),
            Rule::AgreesWithSome => {
                let agree = &self.agreeing.strict;
                format!("{}: {}; {} say it or a part of it", rule.definition(), against(), called(agree))
            }
            Rule::Contradicted => {
                format!("{}: {}; no second origin says it or a part of it", rule.definition(), against())
            }
        }
    }

    /// What would lift the cap; `None` where 1 is allowed.
    #[must_use]
    pub fn lift(&self) -> Option<String> {
        let ids = |claims: &mut dyn Iterator<Item = crate::id::ClaimId>| {
            claims.map(|id| id.short()).collect::<Vec<_>>().join(", ")
        };
        match self.allowed().rule {
            Rule::Confirmed => None,
            Rule::Consistent if !self.waiting.is_empty() => Some(format!(
                "accept what says the same on another's word: {}",
                ids(&mut self.waiting.iter().copied())
            )),
            Rule::Consistent if self.saying.normal.cut >= 2 => Some(
                "strike the declared exchange, if the two did not tell each other this; or an accepted claim of \
                 another origin"
                    .into(),
            ),
            Rule::Consistent => Some("an accepted claim on the word of another, independent origin".into()),
            Rule::AgreesWithSome | Rule::Contradicted => Some(format!(
                "reject or retract what speaks against it, if it is wrong: {}",
                ids(&mut self.opposing.strict.proof.counted())
            )),
        }
    }
}

/// "two independent origins (Poland's government; Rada Novak)".
fn called(count: &Count) -> String {
    let (tally, names) = (Tally::of(count), names(count));
    if names.is_empty() { tally.to_string() } else { format!("{tally} ({names})") }
}

fn names(count: &Count) -> String {
    count.origins.iter().map(|origin| origin.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn speaks(count: &Count) -> &'static str {
    if count.cut == 1 { "speaks" } else { "speak" }
}

/// Who says it, where nobody confirms it, and why several are one.
fn unconfirmed(count: &Count) -> String {
    let Some(only) = count.origins.first() else {
        return "nobody is named who says so: no lineage, no corroboration".into();
    };
    let reports = count.proof.counted().count();
    let mut words = if reports > 1 {
        format!("{reports} reports rest on one origin ({})", only.name)
    } else {
        format!("only one origin is known for this claim ({})", only.name)
    };
    let because: Vec<String> =
        count.origins.iter().flat_map(|origin| &origin.because).map(ToString::to_string).collect();
    if !because.is_empty() {
        words.push_str(&format!(", counted as one because {}", because.join("; ")));
    }
    let unheard = count.proof.lines.iter().filter(|line| line.why.origin().is_none()).count();
    if unheard > 0 {
        words.push_str(&format!("; {unheard} more on nobody's named word confirm nothing"));
    }
    words
}
