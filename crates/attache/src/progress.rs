//! How far a run over many files is, for a person who watches.

use indicatif::{ProgressBar, ProgressStyle};

use crate::{screen::Screen, visible::visible_line};

/// The bar of a run over files; hidden where nobody watches.
pub(crate) struct Progress {
    bar: ProgressBar,
    claims: usize,
}

impl Progress {
    /// A bar on standard error for so many files. There is none where standard error is no terminal, for a
    /// single file, and where it is not `wanted`.
    pub(crate) fn new(screen: &mut Screen, files: usize, wanted: bool) -> Self {
        let style = "{bar:30} {pos}/{len} files, {prefix} draft claims, {eta} left  {wide_msg}";
        Self::styled(screen, files, wanted, style)
    }

    /// The same for other things, with a template of `indicatif`: `{prefix}` is what was found so far.
    pub(crate) fn styled(screen: &mut Screen, many: usize, wanted: bool, style: &str) -> Self {
        let shown = wanted && many > 1 && screen.watched;
        let bar = if shown { ProgressBar::new(many as u64) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_prefix("0");
        screen.beside(&bar);
        Self { bar, claims: 0 }
    }

    /// One more is done, and so much found so far.
    pub(crate) fn step(&mut self, found: usize) {
        self.bar.set_prefix(found.to_string());
        self.bar.inc(1);
    }

    /// A file is done, with so many draft claims.
    pub(crate) fn done(&mut self, path: &std::path::Path, claims: usize) {
        self.claims = self.claims.saturating_add(claims);
        self.bar.set_prefix(self.claims.to_string());
        self.bar.set_message(visible_line(&path.file_name().unwrap_or_default().to_string_lossy()));
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
