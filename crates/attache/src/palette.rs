//! The styles of the output. Whether they show is the business of [`screen`](crate::screen).

use anstyle::{AnsiColor, Style};

/// Headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// What matters less.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Who is credited.
pub(crate) const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
/// The words that credit.
pub(crate) const CUE: Style = AnsiColor::Yellow.on_default();
/// What is credited.
pub(crate) const CONTENT: Style = AnsiColor::Green.on_default();
/// Something done.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Something wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Something to look at: a change, a note.
pub(crate) const NOTICE: Style = AnsiColor::Yellow.on_default().bold();

/// A text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
