//! A count with its proof as text: what the tests read. The command shows the same reasons in tables.

use std::fmt::Write as _;

use super::super::Count;

impl Count {
    /// The proof as lines of text.
    pub(super) fn to_text(&self) -> String {
        let (reports, origins) = (self.proof.lines.len(), self.origins.len());
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let at_least = if self.exact { "" } else { "at least " };
        let names: Vec<&str> = self.origins.iter().map(|origin| origin.name.as_str()).collect();
        let mut text = format!(
            "{reports} report{}, {at_least}{origins} origin{} ({}){}{}\n",
            plural(reports),
            plural(origins),
            self.proof.reading,
            if names.is_empty() { "" } else { ": " },
            names.join("; "),
        );
        for (at, origin) in self.origins.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}. {}", at.saturating_add(1), origin.name);
            for because in &origin.because {
                let _ = writeln!(text, "   counted as 1 because {because}");
            }
            for line in self.proof.lines.iter().filter(|line| line.why.origin() == Some(at)) {
                let _ = writeln!(text, "   {}: {} ({})", line.claim, line.chain, line.why);
            }
        }
        let mut rest = self.proof.lines.iter().filter(|line| line.why.origin().is_none()).peekable();
        if rest.peek().is_some() {
            text.push_str("not counted:\n");
        }
        for line in rest {
            let _ = writeln!(text, "   {}: {} ({})", line.claim, line.chain, line.why);
        }
        text
    }
}
